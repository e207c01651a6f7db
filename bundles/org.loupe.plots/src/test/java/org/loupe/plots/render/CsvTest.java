package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

@DisplayName("The data of a figure")
class CsvTest {
  static List<Figure> figures() {
    return KindsOfFigures.all();
  }

  @ParameterizedTest
  @MethodSource("figures")
  @DisplayName("are lines of as many cells as the head has, one panel below the other")
  void areRectangular(Figure figure) {
    List<String> lines = Csv.of(List.of(Panel.of(figure))).lines().toList();
    assertThat(lines).hasSizeGreaterThan(1);
    long commas = commas(lines.get(0));
    assertThat(lines).allMatch(line -> commas(line) == commas);
    List<String> twice = Csv.of(SampleFigures.compared(List.of(figure, figure))).lines().toList();
    assertThat(twice).hasSize(2 * lines.size() - 1);
    assertThat(twice.get(0)).startsWith("checkpoint,");
    assertThat(twice.get(1)).isEqualTo("early," + lines.get(1));
  }

  private static long commas(String line) {
    assertThat(line).doesNotContain("\"");
    return line.chars().filter(c -> c == ',').count();
  }

  @Test
  @DisplayName("quote names, keep all digits, and leave missing numbers empty")
  void areExact() {
    BarChart bars =
        new BarChart(
            new IndexAxis(
                "a,b", Dimension.CHANNEL, new int[] {7, 2}, List.of("x\"y", "two\nlines")),
            ValueAxis.of("v"),
            List.of(
                Trace.of("", new double[] {0.1 + 0.2, Double.NaN})
                    .within(new double[] {0, Double.NaN}, new double[] {1, Double.NaN})),
            true,
            List.of());
    assertThat(Csv.of(List.of(Panel.of(new Figure("f", "", "", bars)))))
        .isEqualTo(
            "position,\"a,b\",value,value low,value high\n"
                + "7,\"x\"\"y\",0.30000000000000004,0.0,1.0\n"
                + "2,\"two\nlines\",,,\n");
    assertThat(Csv.of(List.of(Panel.message(null, "", "not computed")))).isEmpty();
  }
}
