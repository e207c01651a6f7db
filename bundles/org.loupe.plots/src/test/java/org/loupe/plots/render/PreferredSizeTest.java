package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

@DisplayName("The preferred height of a scene")
class PreferredSizeTest {
  private static final int CHANNELS = 20;

  private static Figure bars(int seed) {
    List<String> names =
        IntStream.range(0, CHANNELS).mapToObj(i -> "machine.feed_" + (i + seed)).toList();
    double[] values = IntStream.range(0, CHANNELS).mapToDouble(i -> CHANNELS - i).toArray();
    return new Figure(
        "top",
        "20 channels",
        "",
        new BarChart(
            IndexAxis.named("channel", Dimension.CHANNEL, names),
            ValueAxis.of("mean"),
            List.of(Trace.of("", values)),
            true,
            List.of(new Annotation("mean of all channels 0.0123", 4))));
  }

  @ParameterizedTest
  @CsvSource({"1,500", "2,700", "3,800", "3,1200", "3,480", "4,820", "16,900", "16,1800"})
  @DisplayName("gives each of twenty bars its whole name, and the legend all its words")
  void showsAllNames(int panels, int width) {
    List<Panel> compared =
        SampleFigures.compared(IntStream.range(0, panels).mapToObj(i -> bars(i)).toList());
    int height = Scene.preferredHeight(compared, width);
    List<String> texts =
        SceneLayoutTest.texts(
                Scene.of(compared, RenderOptions.of(Theme.LIGHT, width, height)).marks())
            .stream()
            .map(Mark.Text::text)
            .toList();
    assertThat(texts).filteredOn(text -> text.startsWith("machine.feed_")).hasSize(20 * panels);
    assertThat(texts).filteredOn(text -> text.startsWith("mean of all")).hasSize(panels);
    assertThat(texts).noneMatch(text -> text.endsWith("…"));
  }

  @Test
  @DisplayName("is moderate where there is nothing to read yet, and grows with what there is")
  void fitsContent() {
    int message =
        Scene.preferredHeight(List.of(Panel.message(null, "", "Not computed for B.")), 600);
    int map = Scene.preferredHeight(List.of(Panel.of(SampleFigures.heatMap(0))), 600);
    assertThat(message).isBetween(200, 320);
    assertThat(map).isGreaterThan(message);
    assertThat(Stream.of(1, 0).map(width -> Scene.preferredHeight(List.of(), width)))
        .allMatch(height -> height > 0);
  }

  @Test
  @DisplayName("leaves upright bars their height above long names that stand upright too")
  void uprightNames() {
    List<String> names = IntStream.range(0, 155).mapToObj(i -> "spindle_front.T_" + i).toList();
    Figure figure =
        new Figure(
            "channels",
            "155 channels",
            "",
            new BarChart(
                IndexAxis.named("channel", Dimension.CHANNEL, names),
                ValueAxis.of("mean drop"),
                List.of(Trace.of("", new double[155])),
                false,
                List.of()));
    List<Panel> panels = SampleFigures.compared(List.of(figure, figure));
    int height = Scene.preferredHeight(panels, 800);
    Scene scene = Scene.of(panels, RenderOptions.of(Theme.LIGHT, 800, height));
    assertThat(scene.body(0).height()).isGreaterThan(120);
  }
}
