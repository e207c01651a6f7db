package org.loupe.project.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.analysis.Differences;
import org.loupe.analysis.Finding;
import org.loupe.analysis.PairedDifferences;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Side;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.EngineInfo;
import org.loupe.model.FloatTensor;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.project.StoredResult;

@DisplayName("Per-window numbers")
class StoredSamplesTest {
  private static final int WINDOWS = 14;

  private final ResultFolder results = new ResultFolder();

  @TempDir Path folder;

  /** Numbers that depend on the checkpoint; recordings of two windows each. */
  private record Numbers(String checkpoint, double shift, String dataset) implements Result {
    @Override
    public Provenance provenance() {
      int[] windows = new int[WINDOWS];
      for (int n = 0; n < WINDOWS; n++) {
        windows[n] = 5 + n;
      }
      return new Provenance(
          "numbers",
          "1",
          Map.of(),
          42,
          checkpoint,
          "ab",
          "test",
          dataset,
          windows,
          "cpu",
          new EngineInfo("PyTorch", "2.7.1", "DJL 0.35.1"),
          64,
          Duration.ofMillis(1500));
    }

    private float[] values(int columns) {
      float[] values = new float[WINDOWS * columns];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (Math.sin(i) + shift * (1 + i % 3));
      }
      return values;
    }

    @Override
    public Map<String, Tensor> arrays() {
      return Map.of(
          "attribution",
          FloatTensor.of(
              values(6),
              Axis.of(Dimension.WINDOW, WINDOWS),
              Axis.of(Dimension.TIME, 2),
              Axis.of(Dimension.CHANNEL, 3)));
    }

    @Override
    public Samples samples() {
      int[] unit = new int[WINDOWS];
      for (int n = 0; n < WINDOWS; n++) {
        unit[n] = n / 2;
      }
      float[] below = new float[2 * WINDOWS];
      for (int i = 0; i < below.length; i++) {
        below[i] = 1 + i % 4;
      }
      float[] some = values(3);
      some[4] = Float.NaN;
      return Samples.of(
              new Resampling(unit, WINDOWS / 2, "recording"),
              List.of(
                  Sample.ratios(
                          "accuracy",
                          "Accuracy",
                          Dimension.PREDICTION_HEAD,
                          List.of("type", "command"),
                          values(2),
                          below)
                      .ofScalars(List.of("accuracy/type", "accuracy/command")),
                  Sample.means("drop", "Drop", Dimension.CHANNEL, List.of("a", "b", "c"), some)
                      .ofImportance()))
          .without(new LinkedHashMap<>(Map.of("ece", "it is of all windows together")))
          .withMaps("attribution");
    }

    @Override
    public List<Scalar> scalars() {
      return List.of(
          new Scalar("accuracy/type", "Accuracy of type", 1, null),
          new Scalar("ece", "Calibration error", shift, null));
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

  private StoredResult stored(Numbers numbers) throws BadInputException {
    results.write(folder.resolve("numbers/" + numbers.checkpoint()), numbers, List.of());
    return results.stored(folder, numbers.checkpoint()).get(0);
  }

  @Test
  @DisplayName("of stored results give the differences of those just computed")
  void roundTrip() throws Exception {
    Numbers early = new Numbers("early", 0, "cd");
    Numbers late = new Numbers("late", 0.2, "cd");
    Differences computed =
        Differences.of(Side.of("early", early), Side.of("late", late), Progress.none());
    Differences read =
        Differences.of(results.side(stored(early)), results.side(stored(late)), Progress.none());
    assertThat(read.samples())
        .extracting(PairedDifferences::items)
        .containsExactlyElementsOf(
            computed.samples().stream().map(PairedDifferences::items).toList());
    assertThat(read.samples())
        .extracting(PairedDifferences::kind)
        .containsExactly(Sample.Kind.NUMBERS, Sample.Kind.IMPORTANCE);
    assertThat(read.bare()).isEqualTo(computed.bare()).hasSize(1);
    assertThat(read.bare().get(0).reason()).isEqualTo("it is of all windows together");
    assertThat(read.maps().get(0).cosine()).containsExactly(computed.maps().get(0).cosine());
    assertThat(read.maps().get(0).spearman()).containsExactly(computed.maps().get(0).spearman());
    assertThat(read.samples().get(1).items().get(2).difference()).isGreaterThan(0.5);
  }

  @Test
  @DisplayName("of a result with itself differ by nothing")
  void itself() throws Exception {
    Side early = results.side(stored(new Numbers("early", 0, "cd")));
    Differences none = Differences.of(early, early, Progress.none());
    assertThat(none.samples())
        .allSatisfy(sample -> assertThat(sample.items()).allMatch(item -> item.difference() == 0));
    assertThat(none.maps().get(0).cosine()).containsOnly(1.0);
    assertThat(none.findings()).noneMatch(finding -> finding.sentence().contains("more in"));
  }

  @Test
  @DisplayName("of other data are refused")
  void otherData() throws Exception {
    Side early = results.side(stored(new Numbers("early", 0, "cd")));
    Side late = results.side(stored(new Numbers("late", 0, "ef")));
    assertThatThrownBy(() -> Differences.of(early, late, Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("different datasets");
  }

  @Test
  @DisplayName("whose file is damaged are refused by name")
  void damaged() throws Exception {
    StoredResult early = stored(new Numbers("early", 0, "cd"));
    Path json = early.folder().resolve("result.json");
    String text = Files.readString(json);
    Files.writeString(json, text.replace("\"units\" : 7", "\"units\" : 3"));
    assertThatThrownBy(() -> results.side(early))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("samples/units")
        .hasMessageContaining("compute the result again");
    Files.writeString(json, text.replace("\"c\" ]", "\"c\", \"d\" ]"));
    assertThatThrownBy(() -> results.side(early))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("samples/drop/numerator");
  }
}
