package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

@DisplayName("The SVG of a scene")
class SvgWriterTest {

  @ParameterizedTest
  @MethodSource("org.loupe.plots.render.SceneLayoutTest#cases")
  @DisplayName("is well-formed and says the same words as the scene")
  void saysTheSame(List<Panel> panels) throws Exception {
    Scene scene = Scene.of(panels, RenderOptions.of(Theme.LIGHT, 1000, 700));
    List<String> words = texts(parse(scene.svg()), "text");
    assertThat(words)
        .isEqualTo(SceneLayoutTest.texts(scene.marks()).stream().map(Mark.Text::text).toList());
  }

  @Test
  @DisplayName("escapes names from files and carries caption and numbers for screen readers")
  void escapes() throws Exception {
    Figure figure =
        new Figure(
            "line",
            "a <script>alert(1)</script> & \"b\"",
            "caption <i>",
            new LineChart(
                IndexAxis.named("x]]>", Dimension.CHANNEL, List.of("<a>", "\u0000\uD800")),
                ValueAxis.of("y"),
                List.of(Trace.of("", new double[] {1, Double.NaN})),
                LineChart.Form.LINE,
                List.of()));
    Document document =
        parse(Scene.of(List.of(Panel.of(figure)), RenderOptions.of(Theme.DARK, 500, 300)).svg());
    assertThat(texts(document, "title")).containsExactly(figure.title());
    assertThat(texts(document, "desc").get(0)).startsWith("caption <i>").contains("greatest 1");
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(texts(document, "text")).contains("<a>", "\uFFFD\uFFFD");
  }

  @Test
  @DisplayName("embeds the body of a heat map as hard-edged pixels, one per cell")
  void embedsCells() throws Exception {
    Scene scene =
        Scene.of(
            List.of(Panel.of(SampleFigures.heatMap(0))), RenderOptions.of(Theme.LIGHT, 1000, 700));
    NodeList images = parse(scene.svg()).getElementsByTagName("image");
    assertThat(images.getLength()).isEqualTo(2);
    assertThat(images.item(0).getAttributes().getNamedItem("style").getTextContent())
        .isEqualTo("image-rendering:pixelated");
  }

  @Test
  @DisplayName(
      "says which the places of small plots are where they are few, else from which to which")
  void smallPlots() throws Exception {
    assertThat(grid(List.of("type", "command", "value")))
        .contains("each across: prediction head type,", "command,", "value");
    List<String> many = IntStream.range(0, 12).mapToObj(i -> "head " + i).toList();
    assertThat(grid(many)).contains("each across: prediction head head 0 to head 11 (12)");
  }

  private static List<String> grid(List<String> names) throws Exception {
    LineChart lines =
        new LineChart(
            IndexAxis.named("prediction head", Dimension.PREDICTION_HEAD, names),
            ValueAxis.of("y"),
            List.of(Trace.of("", new double[names.size()])),
            LineChart.Form.LINE,
            List.of());
    SmallMultiples grid =
        new SmallMultiples(
            IndexAxis.named("checkpoint", Dimension.CHECKPOINT, List.of("early", "late")),
            IndexAxis.named("", Dimension.VALUE, List.of("")),
            List.of(lines, lines));
    Panel panel = Panel.of(new Figure("grid", "Grid", "", grid));
    String svg = Scene.of(List.of(panel), RenderOptions.of(Theme.LIGHT, 900, 400)).svg();
    return texts(parse(svg), "text");
  }

  private static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document document, String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
