package ${package};

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Info;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Subject;
import org.loupe.analysis.VariantSource;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.osgi.service.component.annotations.Component;

/**
 * How many of the last time steps a prediction needs: all earlier steps are replaced by zero, and
 * the log-probability of the class that was predicted from the whole window drops, or does not.
 */
@Component(service = Analyzer.class)
public final class ${className}Analyzer
    implements Analyzer<${className}Parameters, ${className}Result> {
  static final String ID = "${methodId}";

  private static final Info INFO =
      new Info(
          ID,
          "${methodName}",
          "How many of the last time steps a prediction needs: how far its log-probability drops when all earlier ones are zero.",
          "A window that begins with zeros may be one that no machine ever produced.",
          "M. Zeiler, R. Fergus: Visualizing and Understanding Convolutional Networks, 2014",
          "1",
          List.of(Info.Need.EXPLAINED_INPUT, Info.Need.CATEGORICAL_HEAD));

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<${className}Parameters> parameterType() {
    return ${className}Parameters.class;
  }

  @Override
  public Class<${className}Result> resultType() {
    return ${className}Result.class;
  }

  @Override
  public ${className}Parameters defaults(Subject subject) {
    ModelCard card = subject.card();
    String head =
        card.heads().stream()
            .filter(each -> each.kind() == PredictionHead.Kind.CATEGORICAL)
            .map(PredictionHead::name)
            .findFirst()
            .orElseThrow();
    return new ${className}Parameters(card.explain().get(0), head, 16, 0.1);
  }

  @Override
  public ${className}Result analyze(
      Subject subject, ${className}Parameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    requireCategorical(subject.card(), parameters.predictionHead());
    FiniteSubject finite = FiniteSubject.of(subject, progress);
    BatchSource windows = finite.inputs(Decoding.TEACHER_FORCED, List.of());
    InputLayout layout = InputLayout.of(parameters.wrt(), first(windows, parameters.wrt()));
    int[] lengths = lengths(layout.steps(), parameters.points());
    BatchSource shortened =
        new VariantSource(
            windows,
            lengths.length,
            parameters.wrt(),
            (window, variant, values, offset) ->
                forget(layout, layout.steps() - lengths[variant], values, offset));
    ModelSession session = finite.session();
    Query query = Query.outputs(parameters.predictionHead());
    Drops drops = new Drops(parameters.predictionHead(), windows.size(), lengths.length);
    session.evaluate(windows, query, drops::whole, progress.named(ID + ", all steps"));
    ModelSession.Report report =
        session.evaluate(
            shortened, query, drops::shortened, progress.named(ID + ", " + lengths.length + " lengths"));
    drops.requireFinite(finite.windows().numbers());
    Provenance provenance =
        Provenance.of(INFO, parameters, finite, session, report.microBatch(), started);
    return result(provenance, parameters, lengths, drops.values(), finite, progress);
  }

  private static ${className}Result result(
      Provenance provenance,
      ${className}Parameters parameters,
      int[] lengths,
      float[] drops,
      FiniteSubject subject,
      Progress progress)
      throws BadInputException {
    Resampling resampling = Resampling.of(subject);
    Bootstrap.Means means =
        Bootstrap.means(drops, lengths.length, resampling, subject.seed(), progress);
    int needed = needed(means.mean(), parameters.tolerance());
    List<Finding> findings = new ArrayList<>(subject.findings());
    if (needed < lengths.length - 1) {
      findings.add(
          new Finding(
              "needed_steps",
              String.format(
                  "The last %d of %d steps are all that %s needs (%s).",
                  lengths[needed],
                  lengths[lengths.length - 1],
                  parameters.predictionHead(),
                  resampling.describeWindows(subject.windows().numbers())),
              List.of((double) lengths[needed], (double) lengths[lengths.length - 1]),
              "said when fewer steps than all keep the mean drop within the tolerated share of the greatest",
              "drop"));
    }
    return new ${className}Result(
        provenance,
        parameters.predictionHead(),
        lengths,
        FloatTensor.of(
            drops,
            Axis.of(Dimension.WINDOW, subject.windows().size()),
            new Axis("length", Dimension.VALUE, lengths.length)),
        resampling,
        List.of(
            new Scalar("needed_steps", "Last steps that are needed", lengths[needed], null),
            new Scalar("drop", "Mean drop with the fewest steps", means.mean()[0], means.interval(0))),
        findings);
  }

  /** Lengths from one step to all of them, evenly spread. */
  static int[] lengths(int steps, int points) {
    return IntStream.range(0, points)
        .map(i -> (int) Math.round(1 + i * (steps - 1.0) / (points - 1)))
        .distinct()
        .toArray();
  }

  /** The place of the least length that loses no more than is tolerated, nor does a longer one. */
  static int needed(double[] drops, double tolerance) {
    double greatest = 0;
    for (double drop : drops) {
      greatest = Math.max(greatest, drop);
    }
    int needed = drops.length - 1;
    while (needed > 0 && drops[needed - 1] <= tolerance * greatest) {
      needed--;
    }
    return needed;
  }

  private static void forget(InputLayout layout, int steps, float[] values, int offset) {
    for (int t = 0; t < steps; t++) {
      for (int c = 0; c < layout.channels(); c++) {
        values[offset + layout.position(0, t, c)] = 0;
      }
    }
  }

  private static void requireCategorical(ModelCard card, String head) throws BadInputException {
    if (card.heads().stream()
        .noneMatch(
            each ->
                each.name().equals(head) && each.kind() == PredictionHead.Kind.CATEGORICAL)) {
      throw new BadInputException(
          "There is no categorical prediction head '"
              + head
              + "'; the card has "
              + String.join(", ", card.heads().stream().map(PredictionHead::name).toList())
              + ".");
    }
  }

  private static FloatTensor first(BatchSource windows, String input) throws BadInputException {
    if (windows.read(0, 1).inputs().get(input) instanceof FloatTensor tensor) {
      return tensor;
    }
    throw new BadInputException(
        "Found no input '" + input + "' of floating-point numbers; choose a continuous one.");
  }
}
