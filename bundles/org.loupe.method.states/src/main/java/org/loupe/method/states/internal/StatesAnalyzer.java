package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.CellStep;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.osgi.service.component.annotations.Component;

/** How the hidden state of a recurrent model moves, and where it would come to rest. */
@Component(service = Analyzer.class)
public final class StatesAnalyzer implements Analyzer<StatesParameters, StatesResult> {
  static final String ID = "states";

  /** Points nearer than this share of the states' spread count as one. */
  private static final double NEAR = 0.01;

  /** More units have Jacobians too large to search with. */
  private static final int MOST_UNITS = 512;

  private static final Info INFO =
      new Info(
              ID,
              "Hidden states",
              "How the hidden state of a recurrent model moves through a window: its paths, how far and whither each step leads, what each neuron does, and where the state would come to rest.",
              "A path in two dimensions shows part of the state; that a neuron moves does not say that a prediction needs it.",
              "K. Pearson, 1901 (PCA); D. Sussillo, O. Barak: Opening the Black Box, 2013 (fixed points); M. Lechner et al.: Neural Circuit Policies, 2020",
              "1",
              List.of())
          .in(Info.NCP);

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<StatesParameters> parameterType() {
    return StatesParameters.class;
  }

  @Override
  public Class<StatesResult> resultType() {
    return StatesResult.class;
  }

  @Override
  public StatesParameters defaults(Subject subject) {
    return new StatesParameters(Form.PER_SEQUENCE, false, StatesParameters.MEAN, 0, 64, 1e-5);
  }

  @Override
  public StatesResult analyze(Subject all, StatesParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    FiniteSubject subject = FiniteSubject.of(all, progress);
    CellStep step = parameters.fixedPoints() ? step(all) : null;
    Resampling resampling = Resampling.of(subject);
    int windows = subject.windows().size();
    StateReader reader = StateReader.of(subject, progress.named(ID));
    // Opening the model is no measure of how long the windows take.
    progress.named(ID).report(ID, 0, windows);
    Gathered.All gathered = Gathered.read(reader, windows, parameters.form(), progress);
    Gathered.Parts parts = gathered.parts();
    Neurons neurons = Neurons.of(all.card().wiring(), parts.units());
    Plane plane = Plane.of(parts.covariance(), progress.named("PCA"));
    Summary summary =
        Summary.of(
            parts,
            gathered.finite(),
            plane,
            resampling,
            subject.seed(),
            progress.named("intervals"));
    FixedPoints fixedPoints =
        step == null ? null : search(subject, parameters, step, reader, parts, plane, progress);
    Provenance provenance =
        Provenance.of(
            INFO, parameters, subject, subject.session(), gathered.report().microBatch(), started);
    Described described =
        new Described(
            summary.resampling().describeWindows(kept(gathered.finite(), provenance.windows())),
            parts,
            plane,
            summary,
            neurons,
            ShownInput.of(all.card(), reader),
            fixedPoints);
    List<Finding> findings = new ArrayList<>(subject.findings());
    findings.addAll(new StatesFindings(described, windows).all());
    return new StatesResult(
        provenance,
        parameters,
        parts,
        plane,
        summary,
        neurons,
        described.shown(),
        fixedPoints,
        resampling,
        StatesTables.scalars(described),
        StatesTables.tables(described),
        findings);
  }

  private static int[] kept(boolean[] finite, int[] numbers) {
    return IntStream.range(0, finite.length).filter(n -> finite[n]).map(n -> numbers[n]).toArray();
  }

  private static CellStep step(Subject subject) throws BadInputException {
    CellStep step = subject.card().step();
    Set<String> known = new LinkedHashSet<>(List.of("x", "state", "timespans"));
    if (step == null) {
      throw new BadInputException(
          "Fixed points need 'step' in the card, the exported method of one cell step, which this card does not name; add it, or set fixed_points=false.");
    }
    if (!known.containsAll(step.arguments()) || !step.arguments().contains("state")) {
      throw new BadInputException(
          "The card's 'step' takes "
              + step.arguments()
              + "; expected some of "
              + known
              + ", 'state' among them; correct 'step' in the card.");
    }
    return step;
  }

  private static FixedPoints search(
      Subject subject,
      StatesParameters parameters,
      CellStep step,
      StateReader reader,
      Gathered.Parts parts,
      Plane plane,
      Progress progress)
      throws LoupeException {
    if (parts.units() > MOST_UNITS) {
      throw new BadInputException(
          "The state has "
              + parts.units()
              + " units; fixed points are looked for in up to "
              + MOST_UNITS
              + "; set fixed_points=false.");
    }
    FrozenInput frozen =
        FrozenInput.of(parameters.frozenInput(), reader.input(), parts.means(), subject);
    List<StateWindow> visited =
        Arrays.stream(parts.kept().windows()).filter(Objects::nonNull).toList();
    double timespan = parameters.timespan() > 0 ? parameters.timespan() : median(visited);
    double spread = Math.sqrt(plane.variance());
    double radius = Math.max(NEAR * spread, 10 * parameters.tolerance());
    List<double[]> starts = starts(visited, parts.units(), parameters.starts(), subject.seed());
    Cell cell = Cell.of(subject.session(), step, frozen.values(), timespan, starts.get(0));
    return new FixedPointSearch(cell, parameters.tolerance(), radius)
        .search(starts, visited, frozen.describe(), subject.seed(), progress);
  }

  /** Visited states, drawn by the seed. */
  private static List<double[]> starts(List<StateWindow> visited, int units, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StateWindow window = visited.get(random.nextInt(visited.size()));
      int step = random.nextInt(window.steps());
      double[] start = new double[units];
      Arrays.setAll(start, u -> window.state(step, u));
      starts.add(start);
    }
    return starts;
  }

  /** The median time span of the kept windows, 1 where there are none. */
  private static double median(List<StateWindow> visited) {
    double[] spans =
        visited.stream()
            .filter(window -> window.spans() != null)
            .flatMapToDouble(
                window -> IntStream.range(0, window.steps()).mapToDouble(t -> span(window, t)))
            .sorted()
            .toArray();
    return spans.length == 0 ? 1 : spans[spans.length / 2];
  }

  private static double span(StateWindow window, int step) {
    float @Nullable [] spans = window.spans();
    return spans == null ? Double.NaN : spans[step];
  }
}
