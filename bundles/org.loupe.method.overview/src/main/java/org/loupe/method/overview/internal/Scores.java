package org.loupe.method.overview.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.loupe.analysis.ChangedInputs;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;

/**
 * Scores prediction heads as all measures.
 *
 * @param subject what is analysed
 * @param parameters how
 * @param resampling what the windows belong to
 * @param truths true values of the heads that have some
 */
record Scores(
    Subject subject, OverviewParameters parameters, Resampling resampling, List<Truth> truths) {

  /** A tally with its name; without one where a measure does not apply, and why. */
  private record Entry(Measure measure, String input, int place, String note) {}

  /**
   * Computes.
   *
   * @param tallies receives, by prediction head, the tallies of the known measures in their order
   * @param measured receives, by prediction head, the scores
   * @return the largest number of windows evaluated at once
   */
  int compute(
      ModelSession session,
      BatchSource inputs,
      Progress progress,
      Map<String, List<Tally>> tallies,
      Map<String, List<Measured>> measured)
      throws LoupeException {
    List<List<String>> changes = changes();
    int windows = inputs.size();
    ChangedInputs changed = new ChangedInputs(inputs, subject.card().explain());
    List<int[]> variants = variants(windows);
    long total = windows * (1L + (long) changes.size() * variants.size());
    // Opening the model is no measure of how long the windows take.
    progress.report(OverviewAnalyzer.ID, 0, total);
    Scoring scoring = new Scoring(session, truths, windows, total, progress);
    Map<String, List<Entry>> entries = new LinkedHashMap<>();
    Map<String, List<Tally>> intact = scoring.score(inputs, 1);
    for (Truth truth : truths) {
      begin(truth, intact, tallies, entries, progress);
    }
    for (List<String> names : changes) {
      String input = String.join(" and ", names);
      Map<String, List<Tally>> scored =
          scoring.score(changed.of(names, variants), variants.size() > 1 ? 2 : 1);
      for (Truth truth : truths) {
        String head = truth.head().name();
        List<Tally> own = tallies.get(head);
        List<Entry> list = entries.get(head);
        List<Tally> more = scored.get(head);
        add(own, list, Measure.ZEROED, input, more.get(0));
        if (more.size() > 1) {
          add(own, list, Measure.SHUFFLED, input, more.get(1));
        } else {
          list.add(
              new Entry(
                  Measure.SHUFFLED, input, -1, "a single window has no other to be shuffled with"));
        }
      }
    }
    for (Truth truth : truths) {
      String head = truth.head().name();
      Ratios ratios = Ratios.of(tallies.get(head), resampling, subject.seed(), progress);
      measured.put(head, entries.get(head).stream().map(e -> measured(e, ratios, truth)).toList());
    }
    return scoring.microBatch();
  }

  /** Every explained input by itself, and all of them together where there are several. */
  private List<List<String>> changes() {
    List<String> explain = subject.card().explain();
    List<List<String>> changes = new ArrayList<>();
    explain.forEach(input -> changes.add(List.of(input)));
    if (explain.size() > 1) {
      changes.add(explain);
    }
    return changes;
  }

  /** Zeros, then the inputs of other windows, as often as asked for. */
  private List<int[]> variants(int windows) {
    List<int[]> variants = new ArrayList<>(List.of(ChangedInputs.zeros(windows)));
    SplittableRandom random = new SplittableRandom(subject.seed());
    for (int r = 0; windows > 1 && r < parameters.repeats(); r++) {
      variants.add(ChangedInputs.others(windows, random));
    }
    return variants;
  }

  private void begin(
      Truth truth,
      Map<String, List<Tally>> intact,
      Map<String, List<Tally>> tallies,
      Map<String, List<Entry>> entries,
      Progress progress)
      throws BadInputException {
    String head = truth.head().name();
    List<Tally> own = new ArrayList<>();
    List<Entry> list = new ArrayList<>();
    tallies.put(head, own);
    entries.put(head, list);
    add(own, list, Measure.INTACT, "", intact.get(head).get(0));
    add(own, list, Measure.MAJORITY, "", NoModel.majority(truth, resampling.unit().length));
    Previous previous =
        Previous.of(subject, parameters.decoding() == Decoding.FREE_RUNNING, truth, resampling);
    Tensor tokens = previous.tokens();
    if (tokens == null) {
      list.add(new Entry(Measure.PREVIOUS_TOKEN, "", -1, previous.lack()));
    } else {
      Tally tally =
          NoModel.previousToken(truth, tokens, resampling.unit().length, resampling, progress);
      add(own, list, Measure.PREVIOUS_TOKEN, "", tally);
    }
  }

  private static void add(
      List<Tally> tallies, List<Entry> entries, Measure measure, String input, Tally tally) {
    entries.add(new Entry(measure, input, tallies.size(), ""));
    tallies.add(tally);
  }

  private static Measured measured(Entry entry, Ratios ratios, Truth truth) {
    if (entry.place() < 0) {
      return Measured.none(entry.measure(), entry.input(), entry.note());
    }
    return new Measured(
        entry.measure(),
        entry.input(),
        ratios.value(entry.place()),
        ratios.gain(entry.place(), truth.isCategorical()),
        "");
  }
}
