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
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.EngineInfo;
import org.loupe.model.FloatTensor;
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

  /** Maps of some windows and their mean per channel, whose names may differ. */
  private record Mapped(String checkpoint, List<String> channels, int kept) implements Result {
    @Override
    public Provenance provenance() {
      return new Ranked(checkpoint, 1, "2").provenance();
    }

    @Override
    public Samples samples() {
      return Samples.of(
              Resampling.windows(WINDOWS),
              List.of(
                  Sample.means(
                          "channels", "Magnitude", Dimension.CHANNEL, channels, values(WINDOWS, 1))
                      .ofImportance()))
          .withMaps("attribution");
    }

    private float[] values(int windows, int steps) {
      float[] values = new float[windows * steps * channels.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = i % 7;
      }
      return values;
    }

    @Override
    public Map<String, Tensor> arrays() {
      return Map.of(
          "attribution",
          FloatTensor.of(
              values(kept, 3),
              Axis.of(Dimension.WINDOW, kept),
              Axis.of(Dimension.TIME, 3),
              Axis.of(Dimension.CHANNEL, channels.size())));
    }

    @Override
    public List<Scalar> scalars() {
      return List.of();
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

  private static Differences maps(String... channels) throws BadInputException {
    return Differences.of(
        Side.of("early", new Mapped("early", List.of("x", "y"), WINDOWS)),
        Side.of("late", new Mapped("late", List.of(channels), WINDOWS)),
        Progress.none());
  }

  @Test
  @DisplayName("hold maps together on the windows whose maps both keep")
  void kept() throws Exception {
    List<String> channels = List.of("x", "y");
    Differences some =
        Differences.of(
            Side.of("early", new Mapped("early", channels, WINDOWS)),
            Side.of("late", new Mapped("late", channels, WINDOWS / 2)),
            Progress.none());
    assertThat(some.maps().get(0).cosine()).hasSize(WINDOWS / 2);
    // Windows 0 and 2 of all are 0 and 1 of the kept ones: the pattern of 7 has moved on.
    assertThat(some.maps().get(0).cosine()[0]).isCloseTo(1, within(1e-12));
    assertThat(some.maps().get(0).cosine()[1]).isLessThan(0.999);
    assertThat(some.remarks())
        .containsExactly(
            "Maps 'attribution': "
                + WINDOWS / 2
                + " of the "
                + WINDOWS
                + " paired windows are kept in both results.");
    assertThat(some.pairing().size()).isEqualTo(WINDOWS);
    Side damaged = Side.of("late", new Mapped("late", channels, WINDOWS + 1));
    assertThatThrownBy(() -> Differences.of(damaged, damaged, Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("maps 'attribution' of 13 windows, but is of 12");
  }

  @Test
  @DisplayName("pair channels by their names, and hold maps of the same channels only together")
  void otherChannels() throws Exception {
    assertThat(maps("x", "y").maps()).hasSize(1);

    Differences renamed = maps("y", "z");
    assertThat(renamed.samples().get(0).items())
        .extracting(PairedDifferences.Item::name)
        .containsExactly("y");
    assertThat(renamed.maps()).isEmpty();
    assertThat(renamed.remarks())
        .containsExactly(
            "Magnitude: only early has x, left out.",
            "Magnitude: only late has z, left out.",
            "The maps 'attribution' have other names, or another order, along the channel axis and"
                + " are not compared.");

    Differences nothing = maps("u", "v");
    assertThat(nothing.samples()).isEmpty();
    assertThat(nothing.remarks()).contains("Magnitude: only early has x, y, left out.");
    assertThat(DifferenceFigures.of(nothing)).extracting(Figure::id).contains("difference_words");
  }

  @Test
  @DisplayName("are told of the others where one cannot be compared, with the reason")
  void leftOut() throws Exception {
    DifferencesResult result =
        DifferencesResult.of(
            List.of(side("early", 1, "2"), side("odd", 3, "3"), side("late", 5, "2")),
            Progress.none());
    assertThat(result.provenance().subjectName()).isEqualTo("early-vs-late");
    assertThat(result.pairs()).extracting(Differences::other).containsExactly("late");
    assertThat(result.findings().get(0).sentence())
        .startsWith("'odd' is left out of the comparison: ")
        .contains("'scale', '2' and '3'");
    assertThat(result.figures()).extracting(Figure::id).contains("difference_drop");
  }
}
