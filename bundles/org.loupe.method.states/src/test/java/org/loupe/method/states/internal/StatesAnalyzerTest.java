package org.loupe.method.states.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Finding;
import org.loupe.model.BadInputException;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.FakeRecurrentSession;
import org.loupe.testkit.FakeSubject;
import org.loupe.testkit.LinearCell;

@DisplayName("Hidden states")
class StatesAnalyzerTest {
  private final Example example = new Example();
  private final StatesAnalyzer analyzer = new StatesAnalyzer();

  @Test
  @DisplayName("are the recurrence's, with the plane that holds all of two units")
  void states() throws LoupeException {
    StatesResult result = example.analyze(Example.parameters(Form.PER_SEQUENCE));
    FloatTensor states = (FloatTensor) result.arrays().get("states");
    FloatTensor plane = (FloatTensor) result.arrays().get("projection");
    assertThat(states.shape()).containsExactly(Example.WINDOWS, Example.STEPS, 2);
    assertThat(plane.shape()).containsExactly(Example.WINDOWS, Example.STEPS, 2);
    for (int n = 0; n < Example.WINDOWS; n++) {
      double[][] expected = example.states(n);
      for (int t = 1; t < Example.STEPS; t++) {
        assertThat(states.at(n, t, 0)).isCloseTo((float) expected[t][0], within(1e-5f));
        // distances are those of the states, since nothing is lost
        double moved =
            Math.hypot(expected[t][0] - expected[t - 1][0], expected[t][1] - expected[t - 1][1]);
        assertThat(
                Math.hypot(
                    plane.at(n, t, 0) - plane.at(n, t - 1, 0),
                    plane.at(n, t, 1) - plane.at(n, t - 1, 1)))
            .isCloseTo(moved, within(1e-5));
      }
    }
    assertThat(Arrays.stream(result.plane().shares()).sum()).isCloseTo(1, within(1e-9));
    for (double[] component : result.plane().components()) {
      double greatest =
          Math.abs(component[0]) > Math.abs(component[1]) ? component[0] : component[1];
      assertThat(greatest).isPositive();
    }
  }

  @Test
  @DisplayName("have transitions as defined, per window")
  void perSequence() throws LoupeException {
    StatesResult result = example.analyze(Example.parameters(Form.PER_SEQUENCE));
    double sum = 0;
    double squares = 0;
    double consistency = 0;
    double resultant = 0;
    int transitions = Example.STEPS - 1;
    for (int n = 0; n < Example.WINDOWS; n++) {
      double[][] states = example.states(n);
      double[] direction = new double[2];
      for (int t = 0; t < transitions; t++) {
        double[] d = {states[t + 1][0] - states[t][0], states[t + 1][1] - states[t][1]};
        double norm = Math.hypot(d[0], d[1]);
        sum += norm;
        squares += norm * norm;
        direction[0] += d[0] / (norm + 1e-6) / transitions;
        direction[1] += d[1] / (norm + 1e-6) / transitions;
      }
      consistency += (Math.abs(direction[0]) + Math.abs(direction[1])) / 2 / Example.WINDOWS;
      resultant += Math.hypot(direction[0], direction[1]) / Example.WINDOWS;
    }
    double count = transitions * Example.WINDOWS;
    double mean = sum / count;
    assertThat(Example.scalar(result, "magnitude_mean")).isCloseTo(mean, within(1e-6));
    assertThat(Example.scalar(result, "magnitude_std"))
        .isCloseTo(Math.sqrt(squares / count - mean * mean), within(1e-6));
    assertThat(Example.scalar(result, "direction_consistency"))
        .isCloseTo(consistency, within(1e-5));
    assertThat(Example.scalar(result, "resultant_length")).isCloseTo(resultant, within(1e-5));
    assertThat(result.arrays().get("magnitude").shape())
        .containsExactly(Example.WINDOWS, transitions);
    assertThat(result.scalars().get(0).interval()).isNotNull();
  }

  @Test
  @DisplayName("have transitions in the guide's form: one norm over all windows")
  void guide() throws LoupeException {
    StatesResult result = example.analyze(Example.parameters(Form.GUIDE));
    int transitions = Example.STEPS - 1;
    double[] norms = new double[transitions];
    for (int t = 0; t < transitions; t++) {
      for (int n = 0; n < Example.WINDOWS; n++) {
        double[][] states = example.states(n);
        norms[t] += Math.pow(states[t + 1][0] - states[t][0], 2);
        norms[t] += Math.pow(states[t + 1][1] - states[t][1], 2);
      }
      norms[t] = Math.sqrt(norms[t]);
    }
    double consistency = 0;
    double squares = 0;
    for (int n = 0; n < Example.WINDOWS; n++) {
      double[][] states = example.states(n);
      for (int u = 0; u < 2; u++) {
        double direction = 0;
        for (int t = 0; t < transitions; t++) {
          direction += (states[t + 1][u] - states[t][u]) / (norms[t] + 1e-6) / transitions;
        }
        consistency += Math.abs(direction) / 2 / Example.WINDOWS;
        squares += direction * direction;
      }
    }
    assertThat(Example.scalar(result, "magnitude_mean"))
        .isCloseTo(Arrays.stream(norms).average().orElseThrow(), within(1e-6));
    assertThat(Example.scalar(result, "direction_consistency"))
        .isCloseTo(consistency, within(1e-6));
    assertThat(Example.scalar(result, "resultant_length"))
        .isCloseTo(Math.sqrt(squares), within(1e-6));
    assertThat(result.arrays().get("magnitude").shape()).containsExactly(transitions);
  }

  @Test
  @DisplayName("give the same numbers for the same request")
  void repeats() throws LoupeException {
    StatesResult once = example.analyze(Example.fixed("mean", 0));
    StatesResult again = new Example().analyze(Example.fixed("mean", 0));
    assertThat(again.scalars()).isEqualTo(once.scalars());
    assertThat(again.findings()).isEqualTo(once.findings());
  }

  @Test
  @DisplayName("are found to follow time spans where these alone decide how far a step goes")
  void timespans() throws LoupeException {
    LinearCell driven =
        new LinearCell(
            new double[][] {{0, 0}, {0, 0}}, new double[][] {{1}, {2}}, new double[][] {{1, 0}});
    float[] x = new float[Example.WINDOWS * Example.STEPS];
    Arrays.fill(x, 1);
    StatesResult result =
        Example.analyze(
            Example.card().recurrent().build(),
            driven,
            Windows.all(Example.data(Example.WINDOWS, Example.STEPS, x, example.spans)),
            Example.parameters(Form.PER_SEQUENCE));
    assertThat(Example.scalar(result, "movement_by_timespan")).isCloseTo(1, within(1e-9));
    assertThat(sentence(result, "timespans")).startsWith("The longer the time span, the further");
    // every step leads the same way
    assertThat(Example.scalar(result, "resultant_length")).isCloseTo(1, within(1e-5));
    assertThat(sentence(result, "direction")).contains("further the same way");
    assertThat(sentence(result, "dimensions")).startsWith("1 of 2 directions");
  }

  private static String sentence(StatesResult result, String id) {
    return result.findings().stream()
        .filter(finding -> finding.id().equals(id))
        .map(Finding::sentence)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("tell neurons that hardly move")
  void stillUnits() throws LoupeException {
    LinearCell cell =
        new LinearCell(
            new double[][] {{-0.5, 0}, {0, 0}}, new double[][] {{1}, {0}}, new double[][] {{1, 0}});
    StatesResult result =
        Example.analyze(
            Example.card().recurrent("inter", "motor").build(),
            cell,
            Windows.all(example.data()),
            Example.parameters(Form.PER_SEQUENCE));
    assertThat(sentence(result, "still_units"))
        .startsWith("1 of 2 neurons hardly moves within a window (motor 1;");
    assertThat(Example.findings(example.analyze(Example.parameters(Form.PER_SEQUENCE))))
        .doesNotContain("still_units", "saturated_units", "kept");
  }

  @Test
  @DisplayName("of one unit are drawn against time, and of one step have no transitions")
  void small() throws LoupeException {
    LinearCell one =
        new LinearCell(new double[][] {{-1}}, new double[][] {{1}}, new double[][] {{1}});
    StatesResult unit =
        Example.analyze(
            Example.card().recurrent().build(),
            one,
            Windows.all(example.data()),
            Example.parameters(Form.PER_SEQUENCE));
    assertThat(sentence(unit, "one_unit")).contains("drawn against time");
    StatesResult step =
        Example.analyze(
            Example.card().recurrent().build(),
            Example.CELL,
            Windows.all(Example.data(3, 1, new float[] {1, 2, 3}, new float[] {1, 1, 1})),
            Example.parameters(Form.PER_SEQUENCE));
    assertThat(Example.scalar(step, "magnitude_mean")).isNaN();
    assertThat(sentence(step, "one_step")).contains("no transitions");
  }

  @Test
  @DisplayName("that never move are said to be still")
  void still() throws LoupeException {
    StatesResult result =
        Example.analyze(
            Example.card().recurrent().build(),
            new LinearCell(new double[2][2], new double[2][1], new double[][] {{1, 0}}),
            Windows.all(example.data()),
            Example.parameters(Form.PER_SEQUENCE));
    assertThat(Example.findings(result)).contains("still").doesNotContain("dimensions");
  }

  @Test
  @DisplayName("that overflow are left out and told, and refused where all do")
  void notFinite() throws LoupeException {
    float[] x = example.x.clone();
    x[5] = 3e38f;
    LinearCell loud = new LinearCell(Example.A, new double[][] {{9}, {9}}, new double[][] {{1, 0}});
    ModelCard card = Example.card().recurrent().build();
    StatesResult result =
        Example.analyze(
            card,
            loud,
            Windows.all(Example.data(Example.WINDOWS, Example.STEPS, x, example.spans)),
            Example.parameters(Form.PER_SEQUENCE));
    assertThat(sentence(result, "not_finite"))
        .isEqualTo("1 of 12 windows have NaN or infinite states and are left out.");
    assertThat(((FloatTensor) result.arrays().get("states")).at(0, 0, 0)).isNaN();
    assertThat(Example.scalar(result, "magnitude_mean")).isFinite();
    Arrays.fill(x, 3e38f);
    assertThatThrownBy(
            () ->
                Example.analyze(
                    card,
                    loud,
                    Windows.all(Example.data(Example.WINDOWS, Example.STEPS, x, example.spans)),
                    Example.parameters(Form.PER_SEQUENCE)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("NaN or infinite states in all of 12 windows");
  }

  @Test
  @DisplayName("refuse a wiring of another number of units")
  void wiring() {
    assertThatThrownBy(
            () ->
                Example.analyze(
                    Example.card().recurrent("inter", "motor", "motor").build(),
                    Example.CELL,
                    Windows.all(example.data()),
                    Example.parameters(Form.PER_SEQUENCE)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "The card's wiring has 3 neuron types, but the state has 2 units; correct 'wiring' in the card.");
  }

  @Test
  @DisplayName("tell negative and zero time spans, and colour by step then")
  void spans() throws LoupeException {
    float[] spans = example.spans.clone();
    spans[3] = -1;
    spans[14] = 0;
    StatesResult result =
        Example.analyze(
            Example.card().recurrent().build(),
            Example.CELL,
            Windows.all(Example.data(Example.WINDOWS, Example.STEPS, example.x, spans)),
            Example.parameters(Form.PER_SEQUENCE));
    assertThat(Example.findings(result)).contains("negative_spans", "zero_spans");
    assertThat(new StatesView().options(result)).isEmpty();
    assertThat(new StatesView().options(example.analyze(Example.parameters(Form.PER_SEQUENCE))))
        .isNotEmpty();
  }

  @Test
  @DisplayName("come from the last recurrent probe where the card names no states")
  void probe() throws LoupeException {
    StatesResult result =
        Example.analyze(
            Example.card().build(),
            Example.CELL,
            Windows.all(example.data()),
            Example.parameters(Form.PER_SEQUENCE));
    assertThat(result.shown().source()).isEqualTo("The probe 'cell'");
    assertThat(Example.scalar(result, "magnitude_mean"))
        .isEqualTo(
            Example.scalar(
                example.analyze(Example.parameters(Form.PER_SEQUENCE)), "magnitude_mean"));
  }

  @Test
  @DisplayName("of very many numbers are kept as a sample, and the numbers are still of all")
  void sample() throws LoupeException {
    int windows = 1000;
    int steps = 256;
    int units = 17;
    double[][] a = new double[units][units];
    double[][] b = new double[units][1];
    for (int u = 0; u < units; u++) {
      a[u][u] = -0.5;
      b[u][0] = u;
    }
    float[] x = new float[windows * steps];
    float[] spans = new float[windows * steps];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(i);
      spans[i] = 0.5f;
    }
    StatesResult result =
        Example.analyze(
            Example.card().recurrent().build(),
            new LinearCell(a, b, new double[1][units]),
            Windows.all(Example.data(windows, steps, x, spans)),
            Example.parameters(Form.PER_SEQUENCE));
    FloatTensor states = (FloatTensor) result.arrays().get("states");
    assertThat(states.size()).isLessThanOrEqualTo(1 << 22);
    assertThat(states.shape()[0])
        .isLessThan(windows)
        .isEqualTo(result.arrays().get("kept_windows").size());
    assertThat(result.arrays().get("magnitude").shape()).containsExactly(windows, steps - 1);
    assertThat(sentence(result, "kept")).contains("of 1000 windows, evenly spaced, are kept");
  }

  @Test
  @DisplayName("stop when cancelled")
  void cancelled() {
    ModelCard card = Example.card().recurrent().build();
    FakeSubject subject =
        new FakeSubject(new FakeRecurrentSession(card, Example.CELL), Windows.all(example.data()));
    assertThatThrownBy(
            () ->
                analyzer.analyze(
                    subject, Example.parameters(Form.PER_SEQUENCE), new CancelAfter(1)))
        .isInstanceOf(java.util.concurrent.CancellationException.class);
  }

  @Test
  @DisplayName("of one window are of that window, without intervals")
  void oneWindow() throws LoupeException {
    ModelCard card = Example.card().recurrent().build();
    StatesResult result =
        analyzer.analyze(
            new FakeSubject(
                new FakeRecurrentSession(card, Example.CELL),
                new Windows(example.data(), new int[] {7})),
            Example.parameters(Form.PER_SEQUENCE),
            Progress.none());
    assertThat(result.scalars().get(0).interval()).isNull();
    assertThat(sentence(result, "dimensions"))
        .contains("window 7")
        .doesNotContain("means of windows");
    assertThat(List.of(result.arrays().get("states").shape())).isNotEmpty();
  }

  @Test
  @DisplayName("of more windows than memory has room for are refused before these are read")
  void tooMany() throws LoupeException {
    ModelCard card = Example.card().recurrent().build();
    StateReader reader =
        StateReader.of(
            new FakeSubject(
                new FakeRecurrentSession(card, Example.CELL), Windows.all(example.data())),
            Progress.none());
    CancelAfter progress = new CancelAfter(Integer.MAX_VALUE);
    assertThatThrownBy(() -> Gathered.read(reader, 1 << 27, Form.GUIDE, progress))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("choose at most");
    assertThat(progress.seen()).isEmpty();
  }
}
