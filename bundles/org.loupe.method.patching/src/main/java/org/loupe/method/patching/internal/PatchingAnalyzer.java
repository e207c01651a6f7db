package org.loupe.method.patching.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.analysis.ComparedSubjects;
import org.loupe.analysis.ComparisonAnalyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.Info;
import org.loupe.analysis.ModuleOutputs;
import org.loupe.analysis.OtherInputs;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.osgi.service.component.annotations.Component;

/**
 * Puts the baseline's activations into another checkpoint, one module at a time, and measures how
 * much of the baseline's behaviour returns. Two models are open at a time.
 */
@Component(service = ComparisonAnalyzer.class)
public final class PatchingAnalyzer
    implements ComparisonAnalyzer<PatchingParameters, PatchingResult> {
  static final String ID = "patching";

  private static final Info INFO =
      new Info(
          ID,
          "Patching",
          "Which modules carry the difference between two checkpoints: the share of the baseline's"
              + " behaviour that returns when one module's activations are the baseline's.",
          "Each module is patched by itself; shares of several do not add up, and behind a module"
              + " that returns all every later one on the way does so, too.",
          "J. Vig et al.: Investigating Gender Bias in Language Models Using Causal Mediation"
              + " Analysis, 2020; K. Meng et al.: Locating and Editing Factual Associations in GPT,"
              + " 2022",
          "1",
          List.of(Info.Need.CATEGORICAL_HEAD));

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<PatchingParameters> parameterType() {
    return PatchingParameters.class;
  }

  @Override
  public Class<PatchingResult> resultType() {
    return PatchingResult.class;
  }

  @Override
  public PatchingParameters defaults(List<Subject> subjects) {
    return new PatchingParameters(
        subjects.get(0).card().heads().stream()
            .filter(head -> head.kind() == PredictionHead.Kind.CATEGORICAL)
            .map(PredictionHead::name)
            .findFirst()
            .orElse(""),
        PatchingParameters.Metric.ACCURACY,
        ModuleOutputs.ALL,
        true,
        Decoding.TEACHER_FORCED);
  }

  @Override
  public PatchingResult analyze(
      List<Subject> subjects, PatchingParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    ComparedSubjects.requireSeveral(subjects);
    Subject donor = subjects.get(0);
    PredictionHead head = head(donor, parameters.predictionHead());
    Resampling resampling = Resampling.of(donor);
    Patcher patcher = new Patcher(donor, head, parameters);
    Scores before = patcher.plain(donor, progress);
    Provenance provenance =
        Provenance.of(INFO, parameters, donor, donor.session(), patcher.microBatch(), started);
    List<Finding> cautions = new ArrayList<>();
    ComparedSubjects<Pair> compared =
        ComparedSubjects.visit(
            subjects,
            (receiver, part) -> {
              requireAlike(donor.checkpoint(), receiver.checkpoint(), head);
              List<String> lacking = new ArrayList<>();
              List<String> modules = patcher.modules(receiver, lacking, progress);
              Scores own = patcher.plain(receiver, progress);
              Pair untouched =
                  Pair.untouched(
                      receiver.checkpoint().name(),
                      before,
                      own,
                      modules,
                      resampling,
                      donor.seed(),
                      progress);
              lacking(lacking, receiver.checkpoint()).ifPresent(cautions::add);
              return untouched.isTold()
                  ? untouched.with(
                      before,
                      own,
                      patcher.patched(receiver, modules, part),
                      resampling,
                      donor.seed(),
                      progress)
                  : untouched;
            },
            progress);
    cautions.addAll(0, compared.missing());
    return PatchingResult.of(
        provenance.comparedWith(compared.others(), patcher.microBatch(), started),
        parameters,
        compared.kept(),
        resampling,
        cautions);
  }

  private static PredictionHead head(Subject subject, String name) throws BadInputException {
    List<String> categorical =
        subject.card().heads().stream()
            .filter(head -> head.kind() == PredictionHead.Kind.CATEGORICAL)
            .map(PredictionHead::name)
            .toList();
    if (!categorical.contains(name)) {
      throw new BadInputException(
          "There is no categorical prediction head '"
              + name
              + "'; the card has "
              + String.join(", ", categorical)
              + ".");
    }
    PredictionHead head = subject.card().head(name);
    if (!HeadPredictions.hasTruth(head, subject)) {
      throw new BadInputException(
          "The true classes of prediction head '"
              + name
              + "' are not in the dataset, and patching measures how right it is; choose another"
              + " prediction head or dataset.");
    }
    return head;
  }

  private static void requireAlike(Checkpoint donor, Checkpoint receiver, PredictionHead head)
      throws BadInputException {
    Optional<String> inputs = OtherInputs.difference(donor, receiver);
    if (inputs.isPresent()) {
      throw new BadInputException(
          "'"
              + receiver.name()
              + "' does not see what '"
              + donor.name()
              + "' sees: "
              + inputs.get()
              + "; patch checkpoints of one architecture.");
    }
    ModelCard card = receiver.card();
    if (card.heads().stream()
        .noneMatch(
            each -> each.name().equals(head.name()) && each.labels().equals(head.labels()))) {
      throw new BadInputException(
          "'"
              + receiver.name()
              + "' has no prediction head '"
              + head.name()
              + "' with the same "
              + head.labels().size()
              + " classes as that of '"
              + donor.name()
              + "'; choose another prediction head.");
    }
  }

  private static Optional<Finding> lacking(List<String> modules, Checkpoint receiver) {
    if (modules.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.caution(
            "other_modules." + receiver.name(),
            modules.size()
                + (modules.size() == 1 ? " module was" : " modules were")
                + " not patched, since '"
                + receiver.name()
                + "' has none of the name with values of the same shape: "
                + String.join(", ", modules.subList(0, Math.min(5, modules.size())))
                + (modules.size() > 5 ? " …" : "")
                + ".",
            List.of((double) modules.size()),
            "said of every wanted module that two checkpoints do not share",
            null));
  }
}
