package org.loupe.method.flips.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.DelegatingSubject;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Forwards;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.ModelSession;
import org.loupe.plots.Figure;
import org.loupe.testkit.CancelAfter;

@DisplayName("Flips")
class FlipsAnalyzerTest {
  private final Example example = new Example();

  @Test
  @DisplayName("are counted as a plain loop over both predictions counts them")
  void counts() throws LoupeException {
    FlipsResult result = Example.compare(example.good(), example.poor());
    long flips = 0;
    long gained = 0;
    long lost = 0;
    int[] byWindow = new int[Example.WINDOWS];
    for (int i = 0; i < Example.WINDOWS * Example.STEPS; i++) {
      if (i % Example.STEPS == 4) {
        continue;
      }
      int before = example.says(i, 1);
      int after = example.says(i, -1);
      if (before != after) {
        flips++;
        byWindow[i / Example.STEPS]++;
        gained += after == example.type[i] ? 1 : 0;
        lost += before == example.type[i] ? 1 : 0;
      }
    }
    HeadChange type = result.pairs().get(0).head("type").orElseThrow();
    assertThat(HeadFlips.sum(type.counts().flips())).isEqualTo(flips).isGreaterThan(100);
    assertThat(HeadFlips.sum(type.counts().gained())).isEqualTo(gained).isPositive();
    assertThat(HeadFlips.sum(type.counts().lost())).isEqualTo(lost);
    assertThat(type.counts().flips()).isEqualTo(byWindow);
    assertThat(type.share()).isCloseTo(flips / 160.0, within(1e-12));
    assertThat(type.difference()).isCloseTo((gained - lost) / 160.0, within(1e-6));
    assertThat(type.isMoreThanNoise()).isTrue();
    Interval interval = type.differenceInterval();
    assertThat(interval.high()).isNegative();
    HeadChange kind = result.pairs().get(0).head("kind").orElseThrow();
    assertThat(kind.share()).isZero();
    assertThat(kind.verdict()).isEqualTo("no true classes");
  }

  @Test
  @DisplayName("of a checkpoint against itself are none, with differences of exactly 0")
  void itself() throws LoupeException {
    FlipsResult result = Example.compare(example.good(), example.good());
    HeadChange type = result.pairs().get(0).head("type").orElseThrow();
    assertThat(result.pairs().get(0).flips()).isZero();
    assertThat(type.difference()).isZero();
    assertThat(type.differenceInterval().low()).isZero();
    assertThat(type.differenceInterval().high()).isZero();
    assertThat(type.p()).isEqualTo(1);
    assertThat(type.agreement()).isCloseTo(1, within(1e-12));
    assertThat(result.findings().get(0).sentence()).contains("no flip in 200 positions");
  }

  @Test
  @DisplayName("name all checkpoints, and leave out one that cannot be opened, saying why")
  void leavesOut() throws LoupeException {
    Subject broken = new Broken(example.subject("broken", 1));
    FlipsResult result = Example.compare(example.good(), broken, example.poor());
    assertThat(result.provenance().subjectName()).isEqualTo("good-vs-poor");
    assertThat(result.findings())
        .extracting(Finding::sentence)
        .anyMatch(s -> s.equals("'broken' is left out of the comparison: The file is damaged."));
    assertThatThrownBy(() -> Example.compare(example.good(), broken))
        .isInstanceOf(ModelException.class)
        .hasMessage("The file is damaged.");
  }

  private record Broken(Subject subject) implements DelegatingSubject {
    @Override
    public ModelSession session() throws LoupeException {
      throw new ModelException("The file is damaged.");
    }

    @Override
    public Forwards forwards() {
      return Forwards.NONE;
    }
  }

  @Test
  @DisplayName("leave out prediction heads of other classes, and refuse where none is left")
  void otherClasses() throws LoupeException {
    Subject other =
        example.subject(example.session("other", 2, example.card("stop", "go", "left")));
    FlipsResult result = Example.compare(example.good(), other);
    assertThat(result.heads()).containsExactly("kind");
    assertThat(result.findings())
        .extracting(Finding::sentence)
        .anyMatch(
            s ->
                s.equals(
                    "A prediction head is not compared: the classes of prediction head 'type' are"
                        + " stop, go, turn in 'good' and stop, go, left in 'other'."));
    assertThatThrownBy(() -> Example.compare(example.good()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("two checkpoints or more");
  }

  @Test
  @DisplayName("are said to be tested coarsely on few recordings, and not at all on fewer")
  void few() throws LoupeException {
    assertThat(ids(Example.compare(example.good(), example.poor())))
        .doesNotContain("coarse_test.poor", "too_few.poor");
    assertThat(ids(Example.compare(example.good(30), example.poor(30))))
        .contains("accuracy_difference.poor")
        .doesNotContain("too_few.poor");
    assertThat(ids(Example.compare(example.good(20), example.poor(20))))
        .contains("too_few.poor", "few_units")
        .doesNotContain("coarse_test.poor");
  }

  private static List<String> ids(FlipsResult result) {
    return result.findings().stream().map(Finding::id).toList();
  }

  @Test
  @DisplayName("come with figures that say of what they are")
  void figures() throws LoupeException {
    FlipsResult two = Example.compare(example.good(), example.poor());
    FlipsResult three = Example.compare(example.good(), example.poor(), example.good());
    FlipsView view = new FlipsView();
    List<Figure> figures = view.figures(two, ViewState.DEFAULT, Selection.NONE);
    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly("share", "gained_lost", "accuracy_difference", "windows", "most_flipped")
        .isEqualTo(
            view.figures(three, ViewState.DEFAULT, Selection.NONE).stream()
                .map(Figure::id)
                .toList());
    assertThat(figures)
        .allMatch(f -> f.title().endsWith("poor against good, 40 windows, 8 recordings"))
        .allMatch(f -> f.caption().contains("40 windows of 8 recordings"));
  }

  @Test
  @DisplayName("are cancelled between micro-batches")
  void cancelled() {
    CancelAfter progress = new CancelAfter(2);
    assertThatThrownBy(
            () ->
                new FlipsAnalyzer()
                    .analyze(
                        List.of(example.good(), example.poor()),
                        new FlipsAnalyzer().defaults(List.of()),
                        progress))
        .isInstanceOf(CancellationException.class);
    assertThat(progress.seen()).containsExactly("flips 16/80", "flips 32/80");
  }
}
