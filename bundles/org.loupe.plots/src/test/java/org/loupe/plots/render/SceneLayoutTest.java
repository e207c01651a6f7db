package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

@DisplayName("The layout of a scene")
class SceneLayoutTest {

  static Stream<List<Panel>> cases() {
    List<List<Panel>> cases = new ArrayList<>();
    for (int kind = 0; kind < 4; kind++) {
      int which = kind;
      cases.add(List.of(Panel.of(SampleFigures.all(0).get(which))));
      cases.add(
          SampleFigures.compared(
              Stream.of(0, 1, 2).map(seed -> SampleFigures.all(seed).get(which)).toList()));
      cases.add(
          SampleFigures.compared(
              Stream.iterate(0, i -> i + 1)
                  .limit(16)
                  .map(seed -> SampleFigures.all(seed % 4).get(which))
                  .toList()));
    }
    for (Figure figure : KindsOfFigures.all()) {
      cases.add(List.of(Panel.of(figure)));
    }
    for (Figure figure : List.of(PointFigures.scatter(600), PointFigures.reliability())) {
      cases.add(SampleFigures.compared(List.of(figure, figure, figure)));
    }
    cases.add(List.of(Panel.of(GridFigures.signed())));
    cases.add(List.of(Panel.of(SampleFigures.grouped())));
    cases.add(SampleFigures.all(1).stream().map(Panel::of).toList());
    cases.add(
        List.of(
            Panel.of(SampleFigures.heatMap(0)).withNote("outdated", Double.NaN),
            Panel.computing(Chip.of(1), "middle", "computing", 0.38),
            Panel.message(Chip.of(2), "late", "Not computed for C.")));
    cases.add(
        List.of(
            Panel.of(Chip.of(0), "early", SampleFigures.heatMap(0)),
            Panel.message(Chip.of(1), "late", "What went wrong is told at length. ".repeat(90))));
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("keeps all text inside the picture and no two texts on each other")
  void keepsTextApart(List<Panel> panels) {
    for (int[] size : new int[][] {{1200, 900}, {1600, 600}, {800, 700}}) {
      RenderOptions options = RenderOptions.of(Theme.LIGHT, size[0], size[1]);
      List<Mark.Text> texts = texts(Scene.of(panels, options).marks());
      assertThat(texts).isNotEmpty();
      Bounds picture = new Bounds(0, 0, size[0], size[1]);
      for (int i = 0; i < texts.size(); i++) {
        Bounds bounds = texts.get(i).bounds();
        assertThat(picture.contains(bounds.x(), bounds.y()))
            .as("%s in %s", texts.get(i), picture)
            .isTrue();
        assertThat(picture.contains(bounds.right(), bounds.bottom()))
            .as("%s in %s", texts.get(i), picture)
            .isTrue();
        for (int j = 0; j < i; j++) {
          assertThat(bounds.overlaps(texts.get(j).bounds()))
              .as("%s on %s", texts.get(i), texts.get(j))
              .isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("gives all panels plot areas of the same size that do not touch")
  void isEven(List<Panel> panels) {
    Scene scene = Scene.of(panels, RenderOptions.of(Theme.DARK, 1200, 900));
    for (int i = 0; i < panels.size(); i++) {
      assertThat(scene.body(i).width()).isEqualTo(scene.body(0).width()).isGreaterThan(100);
      assertThat(scene.body(i).height()).isEqualTo(scene.body(0).height()).isGreaterThan(60);
      for (int j = 0; j < i; j++) {
        assertThat(scene.body(i).overlaps(scene.body(j))).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("stands any size")
  void standsAnySize(List<Panel> panels) {
    for (int[] size : new int[][] {{1, 1}, {30, 500}, {500, 30}, {120, 90}, {4000, 3000}}) {
      RenderOptions options = RenderOptions.of(Theme.LIGHT, size[0], size[1]).withScale(0.5);
      Pixels pixels = Scene.of(panels, options).pixels();
      assertThat(pixels.width()).isEqualTo(Math.max(1, Math.round(size[0] * 0.5f)));
    }
  }

  @Test
  @DisplayName("labels an axis once where panels share it, and each where they do not")
  void sharesAxes() {
    List<Panel> maps =
        SampleFigures.compared(List.of(SampleFigures.heatMap(0), SampleFigures.heatMap(1)));
    RenderOptions options = RenderOptions.of(Theme.LIGHT, 1200, 500);
    assertThat(texts(Scene.of(maps, options).marks()))
        .filteredOn(text -> text.text().equals("channel"))
        .hasSize(1);
    assertThat(texts(Scene.of(maps, Scales.of(maps, false), options).marks()))
        .filteredOn(text -> text.text().equals("channel"))
        .hasSize(2);
  }

  @Test
  @DisplayName("shortens long names instead of squeezing the plot")
  void shortensNames() {
    List<String> names = List.of("a".repeat(300), "<b>&\u0001", "中文");
    Figure figure =
        new Figure(
            "bars",
            "t".repeat(500),
            "",
            new BarChart(
                IndexAxis.named("", Dimension.CHANNEL, names),
                ValueAxis.of("value"),
                List.of(Trace.of("", new double[] {1, 2, 3})),
                true,
                List.of()));
    Scene scene = Scene.of(List.of(Panel.of(figure)), RenderOptions.of(Theme.LIGHT, 600, 300));
    assertThat(scene.body(0).width()).isGreaterThan(350);
    assertThat(texts(scene.marks())).anyMatch(text -> text.text().matches("a+…"));
  }

  static List<Mark.Text> texts(List<Mark> marks) {
    List<Mark.Text> texts = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark instanceof Mark.Text text) {
        texts.add(text);
      } else if (mark instanceof Mark.Clipped clipped) {
        texts.addAll(texts(clipped.marks()));
      }
    }
    return texts;
  }

  @Test
  @DisplayName("cuts the words of a long axis title, but never its power of ten")
  void powerOfTen() {
    BarChart bars =
        new BarChart(
            IndexAxis.named("channel", Dimension.CHANNEL, List.of("a", "b")),
            ValueAxis.of("mean drop of the confidence of everything that there is"),
            List.of(Trace.of("", new double[] {0.00002, 0.00006})),
            false,
            List.of());
    Figure figure = new Figure("bars", "Bars", "", bars);
    Scene scene = Scene.of(List.of(Panel.of(figure)), RenderOptions.of(Theme.LIGHT, 400, 240));
    assertThat(texts(scene.marks()))
        .extracting(Mark.Text::text)
        .anyMatch(text -> text.startsWith("mean drop") && text.endsWith("… " + Numbers.power(-5)));
  }
}
