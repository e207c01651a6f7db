package ${package};

import org.loupe.analysis.Logits;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;

/**
 * How far the mean log-probability of a prediction head's classes drops. The classes are chosen
 * once, from the whole windows.
 *
 * <p>Receives micro-batches, keeps two numbers of each: nothing grows with what the model puts out.
 */
final class Drops {
  private final String head;
  private final int variants;
  private final int[][] chosen;
  private final double[] whole;
  private final float[] drops;

  Drops(String head, int windows, int variants) {
    this.head = head;
    this.variants = variants;
    this.chosen = new int[windows][];
    this.whole = new double[windows];
    this.drops = new float[windows * variants];
  }

  /** Takes windows as they are. */
  void whole(Evaluation evaluation) {
    FloatTensor logits = evaluation.outputs().get(head);
    int classes = logits.axes().get(logits.axes().size() - 1).size();
    int positions = logits.size() / evaluation.batch().size() / classes;
    for (int row = 0; row < evaluation.batch().size(); row++) {
      int[] best = new int[positions];
      for (int s = 0; s < positions; s++) {
        best[s] = Logits.best(logits.values(), (row * positions + s) * classes, classes);
      }
      chosen[evaluation.from() + row] = best;
      whole[evaluation.from() + row] = mean(logits, row, best);
    }
  }

  /** Takes shortened windows, all variants of one after the other. */
  void shortened(Evaluation evaluation) {
    FloatTensor logits = evaluation.outputs().get(head);
    for (int row = 0; row < evaluation.batch().size(); row++) {
      int position = evaluation.from() + row;
      int window = position / variants;
      drops[position] = (float) (whole[window] - mean(logits, row, chosen[window]));
    }
  }

  private static double mean(FloatTensor logits, int row, int[] chosen) {
    int classes = logits.axes().get(logits.axes().size() - 1).size();
    double sum = 0;
    for (int s = 0; s < chosen.length; s++) {
      int offset = (row * chosen.length + s) * classes;
      sum += Logits.logProbability(logits.values(), offset, classes, chosen[s]);
    }
    return sum / chosen.length;
  }

  /** Row-major [windows, variants]; positive where something is lost. */
  float[] values() {
    return drops;
  }

  void requireFinite(int[] numbers) throws BadInputException {
    for (int i = 0; i < drops.length; i++) {
      if (!Float.isFinite(drops[i])) {
        throw new BadInputException(
            "The model's answer for window "
                + numbers[i / variants]
                + " is not a finite number; leave the window out.");
      }
    }
  }
}
