package org.loupe.method.ablation.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.analysis.TargetParameters;
import org.loupe.analysis.WindowBlock;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Target;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What a model loses without an attention head, a module or a channel group, and the gradient
 * importance (P. Michel, O. Levy, G. Neubig, 2019) beside it: one pass forward and backward over
 * the windows, and one forward pass per item.
 */
@Component(service = Analyzer.class)
public final class AblationAnalyzer implements Analyzer<AblationParameters, AblationResult> {
  static final String ID = "ablation";

  private static final Info INFO =
      new Info(
          ID,
          "Ablation",
          "What the model loses when one attention head, one module or one group of channels is taken away.",
          "What is lost may be done by others together: an item without which nothing changes may still be used, which pairs can show.",
          "P. Michel, O. Levy, G. Neubig: Are Sixteen Heads Really Better than One?, 2019",
          "1",
          List.of(Info.Need.PREDICTION_HEAD));

  private final long room;

  /**
   * With a sixteenth of the heap for what the intact model puts out for a block, but never more
   * than 128 MiB; two blocks are there at a time.
   */
  @Activate
  public AblationAnalyzer() {
    this(Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 16));
  }

  /** With room for so many bytes of what the intact model puts out. */
  AblationAnalyzer(long room) {
    this.room = room;
  }

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<AblationParameters> parameterType() {
    return AblationParameters.class;
  }

  @Override
  public Class<AblationResult> resultType() {
    return AblationResult.class;
  }

  @Override
  public AblationParameters defaults(Subject subject) {
    return new AblationParameters(
        Over.ATTENTION_HEADS, "zero", false, TargetParameters.defaults(subject.card()));
  }

  @Override
  public AblationResult analyze(Subject subject, AblationParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    ModelCard card = subject.card();
    Target target = parameters.target().target(card);
    PredictionHead head = card.head(target.predictionHead());
    Replacement replacement = Replacement.of(parameters.value(), subject.windows().numbers());
    Resampling resampling = Resampling.of(subject);
    BatchSource inputs = inputs(subject, parameters, head, target);
    ModelSession session = subject.session();
    Ablator ablator =
        parameters.over() == Over.CHANNEL_GROUPS
            ? ChannelAblator.of(card, inputs, replacement, progress)
            : ProbeAblator.of(session, inputs, parameters.over(), replacement, progress.named(ID));
    List<Item> items =
        Item.withPairs(ablator.singles(), parameters.pairs(), ablator.pairsAcrossLayers());
    Stages stages = new Stages(progress, ID, 1 + (long) inputs.size() * (1 + items.size()));
    List<String> heads = card.heads().stream().map(PredictionHead::name).toList();
    List<WindowBlock> blocks =
        WindowBlock.of(
            inputs.size(),
            items.size(),
            Float.BYTES * HeadOutputs.numbers(session, inputs, heads, stages.next(1)),
            room);
    IntactWindows intact = new IntactWindows(inputs.size(), ablator.singles().size());
    Map<Integer, String> failed = new LinkedHashMap<>();
    Intact first =
        Intact.of(
            session,
            blocks.get(0).of(inputs),
            heads,
            ablator,
            target,
            stages.next(blocks.get(0).size()));
    Truth truth = truth(subject, head, target, first);
    Effects effects =
        new Effects(metrics(parameters, card, head, truth), items.size(), inputs.size());
    for (WindowBlock block : blocks) {
      BatchSource windows = block.of(inputs);
      Intact here =
          block.from() == 0
              ? first
              : Intact.of(session, windows, heads, ablator, target, stages.next(block.size()));
      intact.add(block, here, heads);
      failed.putAll(
          run(
              session,
              windows,
              ablator,
              items,
              heads,
              here.outputs(),
              effects.metrics(),
              effects(effects, here, truth, target, head, block),
              stages));
    }
    Provenance provenance =
        Provenance.of(INFO, parameters, subject, session, intact.microBatch(), started);
    Described described =
        Described.of(parameters, replacement, head.kind() == PredictionHead.Kind.CATEGORICAL);
    return new ResultBuilder(
            subject,
            described,
            items,
            effects,
            intact,
            truth,
            first.outputs().units(head.name()),
            resampling,
            ablator.space())
        .build(provenance, head, failed, progress);
  }

  private static BatchSource inputs(
      Subject subject, AblationParameters parameters, PredictionHead head, Target target)
      throws BadInputException {
    boolean wanted = target.classChoice() == Target.ClassChoice.TRUE;
    BatchSource inputs =
        subject.inputs(parameters.target().decoding(), wanted ? List.of(head.name()) : List.of());
    if (inputs.size() == 0) {
      throw new BadInputException("There are no windows to analyse; choose at least one.");
    }
    return inputs;
  }

  private static Truth truth(Subject subject, PredictionHead head, Target target, Intact intact)
      throws BadInputException {
    int positions = intact.outputs().positions(head.name());
    @Nullable Integer step = target.step();
    if (step != null && step >= positions) {
      throw new BadInputException(
          "Prediction head '"
              + head.name()
              + "' has no step "
              + step
              + "; it has "
              + positions
              + ", counted from 0.");
    }
    return Truth.of(
        subject, head, positions, intact.outputs().units(head.name()), step == null ? -1 : step);
  }

  private static List<Metric> metrics(
      AblationParameters parameters, ModelCard card, PredictionHead head, Truth truth) {
    List<Metric> metrics = new ArrayList<>();
    boolean ofTrue = parameters.target().classChoice().equals(TargetParameters.TRUE);
    if (head.kind() == PredictionHead.Kind.REGRESSION) {
      if (truth.known()) {
        metrics.add(Metric.error(head.name()));
      }
    } else {
      if (truth.known()) {
        metrics.add(Metric.accuracy(head.name()));
      }
      if (truth.known() && !ofTrue) {
        metrics.add(Metric.trueClass(head.name()));
      }
      String explained =
          Described.of(parameters, new Replacement(Replacement.Kind.ZERO, -1, ""), true)
              .explained();
      metrics.add(Metric.explainedClass(head.name(), explained));
    }
    card.heads().forEach(each -> metrics.add(Metric.output(each.name())));
    return List.copyOf(metrics);
  }

  private static BlockEffects effects(
      Effects effects,
      Intact intact,
      Truth truth,
      Target target,
      PredictionHead head,
      WindowBlock block) {
    int[] chosen =
        head.kind() == PredictionHead.Kind.CATEGORICAL
            ? intact.chosen(target, truth, block.from())
            : new int[0];
    return new BlockEffects(effects, intact.outputs(), truth, chosen, block);
  }

  private static Map<Integer, String> run(
      ModelSession session,
      BatchSource windows,
      Ablator ablator,
      List<Item> items,
      List<String> heads,
      HeadOutputs intact,
      List<Metric> metrics,
      BlockEffects effects,
      Stages stages)
      throws LoupeException {
    @Nullable String[] problem = new String[1];
    Map<Integer, String> failed =
        ablator.run(
            session,
            windows,
            items,
            heads.toArray(String[]::new),
            (item, window, outputs, row) -> {
              for (String head : heads) {
                if (problem[0] == null) {
                  problem[0] = intact.compare(head, outputs.get(head));
                }
              }
              if (problem[0] == null) {
                effects.add(
                    item,
                    window,
                    metrics.stream().map(metric -> outputs.get(metric.head())).toList(),
                    row);
              }
            },
            stages);
    HeadOutputs.require(problem[0]);
    return failed;
  }
}
