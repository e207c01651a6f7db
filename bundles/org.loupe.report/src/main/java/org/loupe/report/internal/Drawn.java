package org.loupe.report.internal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.loupe.model.BadInputException;
import org.loupe.plots.render.Scene;

/**
 * Figures as Loupe draws them, read from SVG files that may have come from anywhere. Only the
 * elements and attributes that Loupe writes are taken over, so that nothing in a report runs or
 * refers outside; the fonts are left out, since a page needs them once.
 */
final class Drawn {
  private static final long LARGEST = 64L << 20;
  private static final int DEEPEST = 64;
  private static final Set<String> SHAPE = Set.of("fill", "fill-opacity", "stroke", "stroke-width");

  /** What stands in Loupe's figures, with the attributes beside those of shapes. */
  private static final Map<String, Set<String>> ELEMENTS =
      Map.of(
          "svg", Set.of("role", "width", "height", "x", "y", "viewBox", "font-family"),
          "title", Set.of(),
          "desc", Set.of(),
          "rect", Set.of("x", "y", "width", "height", "rx"),
          "circle", Set.of("cx", "cy", "r"),
          "path", Set.of("d", "stroke-linejoin", "stroke-dasharray"),
          "image", Set.of("x", "y", "width", "height", "preserveAspectRatio", "style", "href"),
          "text",
              Set.of(
                  "x",
                  "y",
                  "font-size",
                  "font-weight",
                  "text-anchor",
                  "textLength",
                  "lengthAdjust",
                  "transform"));

  private static final Pattern PICTURE =
      Pattern.compile("data:image/png;base64,[A-Za-z0-9+/]*={0,2}");
  private static final Pattern PLAIN = Pattern.compile("[\\w .,#%+'-]*|rotate\\([\\d .-]*\\)");
  private static final String PIXELS = "image-rendering:pixelated";

  private final String source;
  private final Html out = new Html();
  private int depth;

  private Drawn(String source) {
    this.source = source;
  }

  /**
   * The figure in a file as markup for a page.
   *
   * @throws BadInputException if it cannot be read, or holds what Loupe never writes
   */
  static String read(Path file) throws BadInputException {
    Drawn drawn = new Drawn(file.toString());
    try {
      if (Files.size(file) > LARGEST) {
        throw drawn.wrong("it has " + Files.size(file) + " bytes, more than any figure of Loupe");
      }
      try (Reader in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
        return drawn.markup(in);
      }
    } catch (IOException e) {
      throw new BadInputException(drawn.sentence("it cannot be read (" + e.getMessage() + ")"), e);
    }
  }

  /** A figure that was drawn just now, as markup for a page. */
  static String of(Scene scene) throws BadInputException {
    return new Drawn("This figure").markup(new StringReader(scene.svg()));
  }

  private String markup(Reader in) throws BadInputException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      while (reader.hasNext()) {
        take(reader, reader.next());
      }
    } catch (XMLStreamException e) {
      throw new BadInputException(sentence("it is no SVG (" + firstLine(e) + ")"), e);
    }
    return out.toString();
  }

  private void take(XMLStreamReader reader, int event)
      throws XMLStreamException, BadInputException {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        if (depth > 0 && reader.getLocalName().equals("style")) {
          reader.getElementText();
        } else {
          start(reader);
        }
      }
      case XMLStreamConstants.END_ELEMENT -> {
        depth--;
        out.raw("</" + reader.getLocalName() + ">");
      }
      case XMLStreamConstants.CHARACTERS -> out.text(reader.getText());
      case XMLStreamConstants.END_DOCUMENT,
          XMLStreamConstants.COMMENT,
          XMLStreamConstants.SPACE -> {}
      default -> throw wrong("it holds more than elements and text");
    }
  }

  private void start(XMLStreamReader reader) throws BadInputException {
    String name = reader.getLocalName();
    Set<String> own = ELEMENTS.get(name);
    if (own == null || (depth == 0 && !name.equals("svg"))) {
      throw wrong("it holds the element '" + name + "'");
    }
    if (++depth > DEEPEST) {
      throw wrong("its elements are nested deeper than " + DEEPEST);
    }
    out.raw("<" + name);
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String attribute = reader.getAttributeLocalName(i);
      String value = reader.getAttributeValue(i);
      if (!(own.contains(attribute) || SHAPE.contains(attribute))
          || !isHarmless(attribute, value)) {
        throw wrong(
            "its '" + name + "' has the attribute " + attribute + "=\"" + cut(value) + "\"");
      }
      out.raw(" " + attribute + "=\"").text(value).raw("\"");
    }
    out.raw(">");
  }

  private static boolean isHarmless(String attribute, String value) {
    return switch (attribute) {
      case "href" -> PICTURE.matcher(value).matches();
      case "style" -> value.equals(PIXELS);
      default -> PLAIN.matcher(value).matches();
    };
  }

  private static String cut(String value) {
    return value.length() > 40 ? value.substring(0, 40) + "…" : value;
  }

  private static String firstLine(XMLStreamException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private BadInputException wrong(String reason) {
    return new BadInputException(sentence(reason));
  }

  private String sentence(String reason) {
    return source + " is no figure that Loupe drew: " + reason + "; compute its result again.";
  }
}
