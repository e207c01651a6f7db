package org.loupe.workbench.internal.help;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.GlyphMetrics;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.loupe.workbench.internal.help.MarkdownText.Kind;
import org.loupe.workbench.internal.help.MarkdownText.Span;
import org.loupe.workbench.internal.theme.Paints;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.theme.WindowTheme;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;

/**
 * A page of help as people read it. Tab goes from link to link and then on, Enter follows a link.
 */
final class HelpText {
  private static final int MARGIN = 12;
  private static final int INDENT = 18;
  private static final int LINE_SPACING = 3;

  private final StyledText widget;
  private final Themes themes;
  private final Consumer<String> follow;
  private final Font title;
  private final Font bold;
  private final Font italic;
  private final Map<Integer, Image> pictures = new HashMap<>();
  private MarkdownText page = new MarkdownText("", List.of());
  private Map<String, ImageData> data = Map.of();

  /**
   * An empty page.
   *
   * @param follow is told where a link leads that was followed
   */
  HelpText(Composite parent, Themes themes, Consumer<String> follow) {
    this.themes = themes;
    this.follow = follow;
    widget = new StyledText(parent, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL | SWT.READ_ONLY);
    widget.setMargins(MARGIN, MARGIN, MARGIN, MARGIN);
    widget.setLineSpacing(LINE_SPACING);
    widget.setCaret(null);
    Ids.mark(widget, "help.text", "Help page");
    Display display = widget.getDisplay();
    FontData[] usual = widget.getFont().getFontData();
    title = new Font(display, usual[0].getName(), usual[0].getHeight() + 4, SWT.BOLD);
    bold = new Font(display, usual[0].getName(), usual[0].getHeight(), SWT.BOLD);
    italic = new Font(display, usual[0].getName(), usual[0].getHeight(), SWT.ITALIC);
    widget.addListener(SWT.Dispose, event -> dispose());
    widget.addListener(SWT.MouseUp, this::clicked);
    widget.addListener(SWT.MouseMove, this::pointed);
    widget.addListener(SWT.KeyDown, this::key);
    widget.addListener(SWT.Traverse, this::traverse);
    widget.addPaintObjectListener(
        event -> {
          Image picture = pictures.get(event.style.start);
          if (picture != null) {
            event.gc.drawImage(
                picture, event.x, event.y + event.ascent - event.style.metrics.ascent);
          }
        });
    Follow.observed(widget, themes.current(), now -> style());
  }

  /** The control to lay out. */
  StyledText control() {
    return widget;
  }

  /**
   * Shows a page from its beginning.
   *
   * @param images the page's pictures that could be read, by the name that the page gives them
   */
  void show(MarkdownText text, Map<String, ImageData> images) {
    page = text;
    data = images;
    widget.setText(text.text());
    style();
    widget.setTopIndex(0);
    widget.setSelection(0);
  }

  private void style() {
    if (page.text().isEmpty()) {
      return;
    }
    forgetPictures();
    WindowTheme theme = themes.current().get();
    StyleRange[] looks = new StyleRange[page.text().length()];
    for (Span span : page.spans()) {
      if (span.kind() == Kind.ITEM) {
        indent(span);
        continue;
      }
      for (int at = span.start(); at < span.end(); at++) {
        if (looks[at] == null) {
          looks[at] = new StyleRange();
          looks[at].start = at;
          looks[at].length = 1;
        }
        style(looks[at], span, theme);
      }
    }
    widget.setStyleRanges(merged(looks));
  }

  private void style(StyleRange look, Span span, WindowTheme theme) {
    switch (span.kind()) {
      case TITLE -> look.font = title;
      case HEADING, STRONG -> look.font = bold;
      case EMPHASIS -> look.font = italic;
      case CODE -> {
        look.font = JFaceResources.getTextFont();
        look.background = Paints.of(theme.frame());
      }
      case LINK -> {
        look.foreground = Paints.of(theme.accent());
        look.underline = true;
        look.underlineStyle = SWT.UNDERLINE_SINGLE;
      }
      case IMAGE -> picture(look, span.target());
      case ITEM -> {}
    }
  }

  private void picture(StyleRange look, String name) {
    ImageData image = data.get(name);
    if (image == null) {
      look.metrics = new GlyphMetrics(0, 0, 0);
      return;
    }
    int room = Math.max(120, widget.getClientArea().width - 2 * MARGIN - 4);
    int width = Math.min(room, image.width);
    int height = Math.max(1, image.height * width / image.width);
    pictures.put(look.start, smaller(image, width, height));
    look.metrics = new GlyphMetrics(height, 0, width);
  }

  /** Pixels are mixed, not left out: pictures of windows are full of thin lines and letters. */
  private Image smaller(ImageData data, int width, int height) {
    Image whole = new Image(widget.getDisplay(), data);
    Image scaled = new Image(widget.getDisplay(), width, height);
    GC gc = new GC(scaled);
    gc.setAntialias(SWT.ON);
    gc.setInterpolation(SWT.HIGH);
    gc.drawImage(whole, 0, 0, data.width, data.height, 0, 0, width, height);
    gc.dispose();
    whole.dispose();
    return scaled;
  }

  private void indent(Span item) {
    int first = widget.getLineAtOffset(item.start());
    int count = widget.getLineAtOffset(Math.max(item.start(), item.end() - 1)) - first + 1;
    int depth = Integer.parseInt(item.target());
    widget.setLineIndent(first, 1, (depth - 1) * INDENT);
    widget.setLineWrapIndent(first, count, depth * INDENT);
  }

  /** Neighbours that look alike are one, or drawing a page would take long. */
  private static StyleRange[] merged(StyleRange[] looks) {
    List<StyleRange> merged = new ArrayList<>();
    for (StyleRange look : looks) {
      StyleRange last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (look == null) {
        continue;
      }
      if (last != null && last.start + last.length == look.start && last.similarTo(look)) {
        last.length++;
      } else {
        merged.add(look);
      }
    }
    return merged.toArray(StyleRange[]::new);
  }

  private List<Span> links() {
    return page.spans().stream().filter(span -> span.kind() == Kind.LINK).toList();
  }

  private Optional<Span> linkAt(Event event) {
    int offset = widget.getOffsetAtPoint(new Point(event.x, event.y));
    return links().stream()
        .filter(link -> link.start() <= offset && offset < link.end())
        .findFirst();
  }

  private void clicked(Event event) {
    if (event.button == 1 && widget.getSelectionCount() == 0) {
      linkAt(event).ifPresent(link -> follow.accept(link.target()));
    }
  }

  private void pointed(Event event) {
    widget.setCursor(
        linkAt(event).isPresent() ? widget.getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null);
  }

  private void key(Event event) {
    switch (event.keyCode) {
      case SWT.CR, SWT.KEYPAD_CR -> {
        Point selection = widget.getSelection();
        links().stream()
            .filter(link -> link.start() == selection.x && link.end() == selection.y)
            .findFirst()
            .ifPresent(link -> follow.accept(link.target()));
      }
      case SWT.ARROW_UP -> widget.setTopIndex(Math.max(0, widget.getTopIndex() - 1));
      case SWT.ARROW_DOWN -> widget.setTopIndex(widget.getTopIndex() + 1);
      default -> {}
    }
  }

  private void traverse(Event event) {
    boolean forward = event.detail == SWT.TRAVERSE_TAB_NEXT;
    if (!forward && event.detail != SWT.TRAVERSE_TAB_PREVIOUS) {
      return;
    }
    Point selection = widget.getSelection();
    List<Span> links = links();
    Optional<Span> next =
        forward
            ? links.stream()
                .filter(
                    link ->
                        link.start() > selection.x
                            || link.start() == selection.x && selection.x == selection.y)
                .findFirst()
            : links.stream()
                .filter(link -> link.start() < selection.x)
                .reduce((before, after) -> after);
    event.doit = next.isEmpty();
    next.ifPresent(
        link -> {
          widget.setSelection(link.start(), link.end());
          reveal(link);
        });
  }

  private void reveal(Span link) {
    Rectangle area = widget.getClientArea();
    int y = widget.getLocationAtOffset(link.start()).y;
    if (y < 0 || y > area.height - 2 * widget.getLineHeight()) {
      widget.setTopPixel(widget.getTopPixel() + y - area.height / 3);
    }
  }

  private void forgetPictures() {
    pictures.values().forEach(Image::dispose);
    pictures.clear();
  }

  private void dispose() {
    forgetPictures();
    title.dispose();
    bold.dispose();
    italic.dispose();
  }
}
