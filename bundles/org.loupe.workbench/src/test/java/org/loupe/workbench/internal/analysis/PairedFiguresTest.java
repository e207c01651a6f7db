package org.loupe.workbench.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.EngineInfo;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.plots.Figure;
import org.loupe.plots.LineChart;
import org.loupe.plots.Statements;
import org.loupe.plots.render.Chip;
import org.loupe.workbench.internal.core.Bench;
import org.loupe.workbench.internal.core.CompareList;

@DisplayName("Differences to the baseline")
class PairedFiguresTest {
  private static final int WINDOWS = 16;
  private final PairedFigures source = new PairedFigures();

  /** Importance of three channels in windows of eight recordings. */
  private record Ranked(String checkpoint, float[] importance, int first) implements Result {
    @Override
    public Provenance provenance() {
      int[] windows = new int[WINDOWS];
      Arrays.setAll(windows, n -> first + n);
      return new Provenance(
          "ranked",
          "1",
          Map.of(),
          42,
          checkpoint,
          checkpoint,
          "test",
          "cd",
          windows,
          "cpu",
          new EngineInfo("PyTorch", "2.7.1", "DJL 0.35.1"),
          64,
          Duration.ZERO);
    }

    @Override
    public Samples samples() {
      int[] unit = new int[WINDOWS];
      float[] values = new float[3 * WINDOWS];
      for (int n = 0; n < WINDOWS; n++) {
        unit[n] = n / 2;
        for (int c = 0; c < 3; c++) {
          values[3 * n + c] = importance[c] + 0.01f * (n % 5);
        }
      }
      return Samples.of(
          new Resampling(unit, WINDOWS / 2, "recording"),
          List.of(
              Sample.means("drop", "Drop", Dimension.CHANNEL, List.of("x", "y", "z"), values)
                  .ofImportance()));
    }

    @Override
    public Map<String, Tensor> arrays() {
      return Map.of();
    }

    @Override
    public List<Scalar> scalars() {
      return List.of(new Scalar("count", "Count", 3, null));
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

  private static Compared.Member member(String name, int place, int first, float... importance) {
    return new Compared.Member(
        new CompareList.Entry(Bench.checkpoint(name), Chip.of(place)),
        new Ranked(name, importance, first));
  }

  private List<Figure> figures(ViewState state, Compared.Member... members) {
    return source.figures(
        new Compared(List.of(members), members[0].entry().name()), state, Progress.none());
  }

  private static final Compared.Member EARLY = member("early", 0, 0, 1, 2, 3);
  private static final Compared.Member LATE = member("late", 1, 0, 3, 2, 1);
  private static final Compared.Member MIDDLE = member("middle", 2, 0, 2, 2, 2);

  @Test
  @DisplayName("are told in words, numbers and bars as soon as two have results")
  void two() {
    List<Figure> figures = figures(ViewState.DEFAULT, EARLY, LATE);
    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly(
            "difference_words", "differences", "difference_drop", "difference_table_drop");
    assertThat(((Statements) figures.get(0).plot()).statements().get(0).text())
        .isEqualTo(
            "Channel x matters more in B late than in A early (drop): +2.00 [+2.00, +2.00], adjusted"
                + " p 0.012, 8 recordings.");
    assertThat(source.options(new Compared(List.of(EARLY, LATE), "early"))).isEmpty();
  }

  @Test
  @DisplayName("stand as rows of their own under the view's figures")
  void rows() {
    List<String> told = new ArrayList<>();
    try (DerivedMaker maker =
        new DerivedMaker(Runnable::run, List.of(source), () -> told.add("made"))) {
      Optional<Compared> compared = Optional.of(new Compared(List.of(EARLY, LATE), "early"));
      maker.rows(compared, ViewState.DEFAULT);
      assertThat(told).containsExactly("made");
      assertThat(maker.rows(compared, ViewState.DEFAULT))
          .containsKeys("difference_words", "differences", "difference_drop")
          .allSatisfy((id, row) -> assertThat(row.panels().get(0).figure()).isNotNull());
    }
  }

  @Test
  @DisplayName("of several checkpoints are those of the chosen one, with ranks over all")
  void several() {
    ViewState state =
        ViewState.DEFAULT.with(
            source.options(new Compared(List.of(EARLY, LATE, MIDDLE), "early")).get(0), "C middle");
    List<Figure> figures = figures(state, EARLY, LATE, MIDDLE);
    assertThat(figures.get(0).title()).endsWith("C middle less A early");
    Figure ranks = figures.get(figures.size() - 1);
    assertThat(ranks.id()).isEqualTo("ranks_drop");
    LineChart chart = (LineChart) ranks.plot();
    assertThat(chart.x().names()).containsExactly("A early", "B late", "C middle");
    assertThat(chart.traces().get(0).name()).isEqualTo("x");
    assertThat(chart.traces().get(0).values()).containsExactly(3, 1, 1);
  }

  @Test
  @DisplayName("are refused in words where no window is of both")
  void otherWindows() {
    List<Figure> figures = figures(ViewState.DEFAULT, EARLY, member("late", 1, 100, 1, 1, 1));
    assertThat(figures).hasSize(1);
    assertThat(((Statements) figures.get(0).plot()).statements().get(0).text())
        .contains("no window in common");
  }

  @Test
  @DisplayName("are not there while the baseline has no result")
  void withoutBaseline() {
    assertThat(
            source.figures(
                new Compared(List.of(LATE, MIDDLE), "early"), ViewState.DEFAULT, Progress.none()))
        .isEmpty();
  }
}
