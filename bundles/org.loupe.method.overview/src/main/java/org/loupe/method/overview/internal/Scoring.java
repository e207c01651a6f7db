package org.loupe.method.overview.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Tensor;

/** Runs the model on windows and their variants, and scores each variant by itself. */
final class Scoring {
  private final ModelSession session;
  private final List<Truth> truths;
  private final int windows;
  private final Progress progress;
  private final long total;
  private long done;
  private int microBatch;

  /**
   * @param total windows that are evaluated in all, counting variants
   */
  Scoring(ModelSession session, List<Truth> truths, int windows, long total, Progress progress) {
    this.session = session;
    this.truths = truths;
    this.windows = windows;
    this.total = total;
    this.progress = progress;
  }

  /**
   * Scores variants.
   *
   * @param source the windows, all variants of one together
   * @param places into how many tallies the variants go; the last takes all that remain
   * @return by prediction head, one tally per place
   */
  Map<String, List<Tally>> score(BatchSource source, int places) throws LoupeException {
    int variants = source.size() / windows;
    Map<String, List<Tally>> tallies = new LinkedHashMap<>();
    for (Truth truth : truths) {
      List<Tally> each = new ArrayList<>();
      for (int place = 0; place < places; place++) {
        each.add(new Tally(truth, windows));
      }
      tallies.put(truth.head().name(), each);
    }
    Collector collector = new Collector(tallies, variants);
    String[] heads = tallies.keySet().toArray(String[]::new);
    ModelSession.Report report =
        session.evaluate(source, Query.outputs(heads), collector::accept, part());
    done += source.size();
    microBatch = Math.max(microBatch, report.microBatch());
    String mismatch = collector.mismatch;
    if (mismatch != null) {
      throw new BadInputException(mismatch);
    }
    return tallies;
  }

  /** The largest number of windows evaluated at once. */
  int microBatch() {
    return microBatch;
  }

  private Progress part() {
    long before = done;
    return new Progress() {
      @Override
      public void report(String task, long more, long all) {
        progress.report(OverviewAnalyzer.ID, before + more, total);
      }

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }

  private final class Collector {
    private final Map<String, List<Tally>> tallies;
    private final int variants;
    @Nullable String mismatch;

    Collector(Map<String, List<Tally>> tallies, int variants) {
      this.tallies = tallies;
      this.variants = variants;
    }

    void accept(Evaluation evaluation) {
      int rows = evaluation.batch().size();
      for (Truth truth : truths) {
        FloatTensor output = evaluation.outputs().get(truth.head().name());
        List<Tally> places = tallies.getOrDefault(truth.head().name(), List.of());
        for (int row = 0; output != null && row < rows; row++) {
          int position = evaluation.from() + row;
          int place = Math.min(position % variants, places.size() - 1);
          if (!places.get(place).add(position / variants, output, row, rows)) {
            mismatch =
                "Prediction head '"
                    + truth.head().name()
                    + "' gives "
                    + Tensor.describe(output.shape())
                    + " values, which do not fit its "
                    + truth.positions()
                    + " true values per window; correct its target in the card.";
          }
        }
      }
    }
  }
}
