package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.EngineInfo;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.plots.Figure;
import org.loupe.plots.LineChart;

@DisplayName("Differences of several checkpoints")
class DifferencesResultTest {
  private static final int WINDOWS = 12;

  /** Two channels, the first of which matters so much. */
  private record Ranked(String checkpoint, float first, String scale) implements Result {
    @Override
    public Provenance provenance() {
      return new Provenance(
          "ranked",
          "1",
          Map.of("scale", scale),
          42,
          checkpoint,
          "sha of " + checkpoint,
          "test",
          "cd",
          IntStream.range(0, WINDOWS).toArray(),
          "cpu",
          new EngineInfo("PyTorch", "2.7.1", "DJL 0.35.1"),
          64,
          Duration.ZERO);
    }

    @Override
    public Samples samples() {
      float[] values = new float[2 * WINDOWS];
      for (int n = 0; n < WINDOWS; n++) {
        values[2 * n] = first + 0.01f * n;
        values[2 * n + 1] = 2;
      }
      return Samples.of(
          Resampling.windows(WINDOWS),
          List.of(
              Sample.means("drop", "Drop", Dimension.CHANNEL, List.of("x", "y"), values)
                  .ofImportance()));
    }

    @Override
    public Map<String, Tensor> arrays() {
      return Map.of();
    }

    @Override
    public List<Scalar> scalars() {
      return List.of(new Scalar("spread", "Spread", first, null));
    }

    @Override
    public List<Table> tables() {
      return List.of();
    }

    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  private static Side side(String name, float first, String scale) {
    return Side.of(name, new Ranked(name, first, scale));
  }

  private static DifferencesResult three() throws BadInputException {
    return DifferencesResult.of(
        List.of(side("early", 1, "2"), side("middle", 3, "2"), side("late", 5, "2")),
        Progress.none());
  }

  @Test
  @DisplayName("are told of each against the baseline, whose provenance names the others")
  void pairs() throws Exception {
    DifferencesResult result = three();
    assertThat(result.provenance().subjectName()).isEqualTo("early-vs-middle-vs-late");
    assertThat(result.provenance().compared().get(1))
        .isEqualTo(new Provenance.Compared("late", "sha of late"));
    List<List<Object>> rows = result.tables().get(0).rows();
    assertThat(rows).hasSize(2 * 3);
    assertThat(rows.get(3).subList(0, 7))
        .containsExactly(
            "late",
            "drop",
            "Drop",
            "x",
            result.pairs().get(1).samples().get(0).items().get(0).before(),
            result.pairs().get(1).samples().get(0).items().get(0).after(),
            result.pairs().get(1).samples().get(0).items().get(0).difference());
    assertThat(rows.get(5).get(12)).isEqualTo("no interval: it is no mean over windows");
    assertThat(result.arrays().get("difference/drop/late").number(0)).isCloseTo(4, within(1e-5));
  }

  @Test
  @DisplayName("have figures of each pair, and findings that name them")
  void figures() throws Exception {
    DifferencesResult result = three();
    List<String> ids = result.figures().stream().map(Figure::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).contains("difference_drop.middle", "difference_drop.late");
    assertThat(ids).allMatch(id -> id.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*"));
    assertThat(result.findings())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(ids).contains(finding.figure()));
  }

  @Test
  @DisplayName("come with the ranks and the numbers over all of them")
  void course() throws Exception {
    List<Figure> figures = three().figures();
    Figure ranks =
        figures.stream().filter(f -> f.id().equals("ranks_drop")).findFirst().orElseThrow();
    LineChart chart = (LineChart) ranks.plot();
    assertThat(chart.form()).isEqualTo(LineChart.Form.RANK);
    assertThat(chart.traces()).extracting("name").containsExactly("x", "y");
    assertThat(chart.traces().get(0).values()).containsExactly(2, 1, 1);
    assertThat(figures).extracting(Figure::id).contains("timeline_spread");
  }

  @Test
  @DisplayName("are refused where results were asked for differently")
  void parameters() {
    assertThatThrownBy(
            () ->
                DifferencesResult.of(
                    List.of(side("early", 1, "2"), side("late", 1, "3")), Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("different values of parameter 'scale', '2' and '3'")
        .hasMessageContaining("compute both alike");
  }
}
