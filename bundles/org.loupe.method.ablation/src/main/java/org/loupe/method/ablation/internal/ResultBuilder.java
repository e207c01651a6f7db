package org.loupe.method.ablation.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Subject;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;

/**
 * Puts the effects of all windows together.
 *
 * @param subject what was analysed
 * @param described what was done, in words
 * @param items in order
 * @param effects of each item on each metric in each window
 * @param intact the model as it is
 * @param truth of the prediction head that is looked at
 * @param units its classes or values
 * @param resampling what the windows belong to
 * @param space what the items are members of
 */
record ResultBuilder(
    Subject subject,
    Described described,
    List<Item> items,
    Effects effects,
    IntactWindows intact,
    Truth truth,
    int units,
    Resampling resampling,
    String space) {

  /**
   * The result.
   *
   * @param failed sentences about items that could not be taken away
   * @throws BadInputException if no window's outputs are numbers
   */
  AblationResult build(
      Provenance provenance, PredictionHead head, Map<Integer, String> failed, Progress progress)
      throws BadInputException {
    List<Metric> metrics = effects.metrics();
    int windows = subject.windows().size();
    int[] usable = intact.usable();
    if (usable.length == 0) {
      throw new BadInputException(
          "The model's outputs for all of the chosen windows hold NaN or infinity; look for them in the inputs.");
    }
    boolean[] broken = broken(failed, usable, windows);
    List<Summary> summaries = new ArrayList<>();
    for (int m = 0; m < metrics.size(); m++) {
      summaries.add(
          Summary.of(
              effects.values(),
              items,
              windows,
              metrics,
              m,
              usable,
              broken,
              resampling,
              subject.seed(),
              progress));
    }
    int primary = primary(head);
    float[] importance = GradientImportance.of(items, intact.importance(), usable);
    @Nullable Baseline baseline = baseline(head, usable, progress);
    @Nullable Agreement agreement =
        Agreement.of(items, summaries.get(primary), intact.importance(), subject.seed(), progress);
    return new AblationResult(
        provenance,
        described,
        items,
        metrics,
        FloatTensor.of(
            effects.values(),
            new Axis("item", Dimension.VALUE, items.size()),
            new Axis("metric", Dimension.VALUE, metrics.size()),
            Axis.of(Dimension.WINDOW, windows)),
        FloatTensor.of(importance, new Axis("item", Dimension.VALUE, items.size())),
        intact.importance(),
        usable,
        broken,
        resampling,
        summaries,
        primary,
        scalars(baseline, agreement),
        List.of(AblationTables.items(described, items, summaries, importance)),
        new AblationFindings(described, items, summaries, primary, windowsInWords(usable), space)
            .all(
                baseline,
                agreement,
                truth.known(),
                windows - usable.length,
                remarks(failed, broken)));
  }

  private String windowsInWords(int[] usable) {
    return resampling
        .subset(usable)
        .describeWindows(IntStream.of(usable).map(n -> subject.windows().numbers()[n]).toArray());
  }

  /**
   * What people expect to see first: what the model loses of what is right, where that is known.
   */
  private int primary(PredictionHead head) {
    List<Metric> metrics = effects.metrics();
    for (Metric.Kind kind :
        List.of(Metric.Kind.LOG_PROBABILITY_TRUE, Metric.Kind.LOG_PROBABILITY, Metric.Kind.ERROR)) {
      for (int m = 0; m < metrics.size(); m++) {
        if (metrics.get(m).kind() == kind) {
          return m;
        }
      }
    }
    return metrics.indexOf(Metric.output(head.name()));
  }

  /** Items without which an output is no number at a window where it is one with them. */
  private boolean[] broken(Map<Integer, String> failed, int[] usable, int windows) {
    List<Metric> metrics = effects.metrics();
    boolean[] broken = new boolean[items.size()];
    for (int i = 0; i < broken.length; i++) {
      broken[i] = failed.containsKey(i);
      for (int m = 0; m < metrics.size() && !broken[i]; m++) {
        int from = (i * metrics.size() + m) * windows;
        broken[i] =
            metrics.get(m).kind() == Metric.Kind.OUTPUT
                && IntStream.of(usable).anyMatch(n -> Float.isNaN(effects.values()[from + n]));
      }
    }
    return broken;
  }

  private List<String> remarks(Map<Integer, String> failed, boolean[] broken) {
    List<String> remarks = new ArrayList<>();
    if (!intact.remark().isEmpty()) {
      remarks.add(intact.remark());
    }
    List<String> names =
        IntStream.range(0, broken.length)
            .filter(i -> broken[i])
            .mapToObj(i -> items.get(i).name())
            .toList();
    if (!names.isEmpty()) {
      remarks.add(
          "The model cannot do without "
              + String.join(", ", names.subList(0, Math.min(5, names.size())))
              + (names.size() > 5 ? " and " + (names.size() - 5) + " more" : "")
              + ": "
              + (failed.isEmpty()
                  ? "its outputs are then no numbers."
                  : failed.values().iterator().next()));
    }
    return remarks;
  }

  private @Nullable Baseline baseline(PredictionHead head, int[] usable, Progress progress) {
    int index = effects.metrics().indexOf(Metric.accuracy(head.name()));
    return index < 0
        ? null
        : Baseline.of(
            effects.intact(index), truth, units, usable, resampling, subject.seed(), progress);
  }

  private static List<Scalar> scalars(@Nullable Baseline baseline, @Nullable Agreement agreement) {
    List<Scalar> scalars = new ArrayList<>();
    if (baseline != null) {
      scalars.add(
          new Scalar("accuracy", "Accuracy of the intact model", baseline.accuracy(), null));
      scalars.add(
          new Scalar(
              "above_majority",
              "Accuracy of the intact model above that of the most frequent class",
              baseline.difference().mean()[0],
              baseline.difference().interval(0)));
    }
    if (agreement != null) {
      scalars.add(
          new Scalar(
              "agreement",
              "Spearman correlation of ablation and gradient importance",
              agreement.rho(),
              agreement.interval()));
    }
    return scalars;
  }
}
