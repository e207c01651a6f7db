package org.loupe.method.embeddings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.plots.Table;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("Aligned embeddings")
class AlignmentAnalyzerTest {
  private static final int WINDOWS = 40;
  private static final int CHANNELS = 4;

  /** A checkpoint whose hidden representation of a window is one row, constant over its steps. */
  private static Subject subject(String name, float[][] rows) {
    int width = rows[0].length;
    ModelCard card =
        new CardBuilder("example")
            .input("x", IntStream.range(0, width).mapToObj(i -> "c" + i).toArray(String[]::new))
            .categoricalHead("type", "stop", "go")
            .hiddenProbe("mix")
            .label("recording")
            .clusters("recording")
            .build();
    float[] x = new float[WINDOWS * 2 * width];
    long[] recording = new long[WINDOWS];
    for (int n = 0; n < WINDOWS; n++) {
      recording[n] = n / 4;
      for (int t = 0; t < 2; t++) {
        System.arraycopy(rows[n], 0, x, (2 * n + t) * width, width);
      }
    }
    FakeDataset data =
        new FakeDataset("test")
            .with("x", new int[] {WINDOWS, 2, width}, x)
            .with("recording", new int[] {WINDOWS}, recording);
    return new FakeSubject(
        new FakeModelSession(
            new Checkpoint(name, Path.of(name), null, name, card),
            Map.of("type", new float[2][width])),
        Windows.all(data));
  }

  private static float[][] rows(long seed, int width) {
    Random random = new Random(seed);
    float[][] rows = new float[WINDOWS][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) (random.nextGaussian() * (i + 1));
      }
    }
    return rows;
  }

  /** The same rows turned in two planes, mirrored, moved and three times as large. */
  private static float[][] turned(float[][] rows) {
    float[][] turned = new float[rows.length][];
    for (int n = 0; n < rows.length; n++) {
      float[] row = rows[n];
      turned[n] =
          new float[] {
            3 * (0.6f * row[0] - 0.8f * row[2]) + 5,
            -3 * row[3],
            3 * (0.8f * row[0] + 0.6f * row[2]),
            3 * row[1] - 1
          };
    }
    return turned;
  }

  private static AlignmentResult align(boolean scaling, Subject... subjects) throws LoupeException {
    return new AlignmentAnalyzer()
        .analyze(
            List.of(subjects),
            new AlignmentParameters("hidden", Reduce.MEAN, 10, scaling, Decoding.TEACHER_FORCED),
            Progress.none());
  }

  @Test
  @DisplayName("undo a rotation, a mirroring, a shift and a scale")
  void turnedCopy() throws LoupeException {
    float[][] rows = rows(1, CHANNELS);
    Alignment found =
        align(true, subject("one", rows), subject("other", turned(rows))).alignments().get(0);
    assertThat(found.disparity()).isCloseTo(0, within(1e-6));
    assertThat(found.scale()).isCloseTo(1 / 3.0, within(1e-6));
    for (float moved : found.moved()) {
      assertThat(moved).isCloseTo(0, within(1e-5f));
    }
    assertThat(found.pValue()).isEqualTo(1.0 / 200);
  }

  @Test
  @DisplayName("are not moved at all against themselves, with or without a scale")
  void same() throws LoupeException {
    float[][] rows = rows(1, CHANNELS);
    for (boolean scaling : List.of(true, false)) {
      Alignment found =
          align(scaling, subject("one", rows), subject("same", rows)).alignments().get(0);
      assertThat(found.disparity()).isCloseTo(0, within(1e-9));
      assertThat(found.meanMoved().value()).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  @DisplayName("of other widths are compared where both have dimensions")
  void widths() throws LoupeException {
    float[][] rows = rows(1, CHANNELS);
    float[][] wide = new float[WINDOWS][6];
    for (int n = 0; n < WINDOWS; n++) {
      System.arraycopy(rows[n], 0, wide[n], 1, CHANNELS);
    }
    Alignment found = align(false, subject("one", rows), subject("wide", wide)).alignments().get(0);
    assertThat(found.units()).isEqualTo(6);
    assertThat(found.disparity()).isCloseTo(0, within(1e-6));
  }

  @Test
  @DisplayName("list first the window that moved furthest, in every dimension it moved in")
  void moved() throws LoupeException {
    float[][] rows = rows(1, CHANNELS);
    float[][] others = turned(rows);
    others[17][1] += 60;
    AlignmentResult result = align(true, subject("one", rows), subject("other", others));
    assertThat(result.alignments().get(0).furthest()[0]).isEqualTo(17);
    Figure figure = new AlignmentFigures(result).moved();
    assertThat(((Table) figure.plot()).rows().positions()[0]).isEqualTo(17);
    assertThat(((Table) figure.plot()).columns())
        .extracting(Table.Column::title)
        .containsExactly("moved to other", "recording");
  }

  @Test
  @DisplayName("that have nothing to do with each other are said to be no better than chance")
  void noise() throws LoupeException {
    AlignmentResult result =
        align(true, subject("one", rows(1, CHANNELS)), subject("noise", rows(7, CHANNELS)));
    assertThat(result.alignments().get(0).pValue()).isGreaterThan(0.05);
    assertThat(result.findings())
        .filteredOn(finding -> finding.id().equals("unlike.noise"))
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.CAUTION);
  }

  @Test
  @DisplayName(
      "of several checkpoints are drawn one beside the other, and leave out what is constant")
  void several() throws LoupeException {
    float[][] rows = rows(1, CHANNELS);
    AlignmentResult result =
        align(
            true,
            subject("one", rows),
            subject("constant", new float[WINDOWS][CHANNELS - 1]),
            subject("other", turned(rows)),
            subject("noise", rows(7, CHANNELS - 1)));
    assertThat(result.alignments())
        .extracting(Alignment::checkpoint)
        .containsExactly("other", "noise");
    assertThat(result.findings())
        .extracting(Finding::sentence)
        .anyMatch(
            text -> text.contains("'constant' is left out") && text.contains("the same in all"));
    assertThat(result.findings())
        .extracting(Finding::id)
        .contains("other_inputs.noise")
        .doesNotContain("other_inputs.constant", "other_inputs.other");
    assertThat(new AlignmentView().figures(result, ViewState.DEFAULT, Selection.NONE))
        .extracting(Figure::id)
        .containsExactly("plane", "residual", "moved");
    assertThat(result.arrays()).containsKeys("before/other", "aligned/other", "moved/noise");
  }

  @Test
  @DisplayName("need more than two windows, and can be cancelled")
  void refused() {
    float[][] rows = rows(1, CHANNELS);
    assertThatThrownBy(() -> align(true, subject("one", rows)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("two checkpoints or more");
    assertThatThrownBy(
            () ->
                new AlignmentAnalyzer()
                    .analyze(
                        List.of(subject("one", rows), subject("other", turned(rows))),
                        new AlignmentAnalyzer().defaults(List.of()),
                        new CancelAfter(1)))
        .isInstanceOf(CancellationException.class);
  }
}
