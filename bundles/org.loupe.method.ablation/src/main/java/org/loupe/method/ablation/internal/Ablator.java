package org.loupe.method.ablation.internal;

import java.util.List;
import java.util.Map;
import org.loupe.model.BatchSource;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Query;
import org.loupe.model.Target;

/** A way of taking things away. */
interface Ablator {

  /** Receives what the model puts out without an item. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Takes one window.
     *
     * @param outputs by prediction head, [n, …]
     * @param row of the window therein
     */
    void accept(int item, int window, Map<String, FloatTensor> outputs, int row);
  }

  /** The single items. */
  List<Item> singles();

  /** Whether two items of different layers may be taken away together. */
  boolean pairsAcrossLayers();

  /** The query that also gives what {@link #importance} needs. */
  Query withGradients(Query outputs, Target target);

  /**
   * The derivative of each window's target by a factor at each single item, in magnitude.
   *
   * @param evaluation of such a query
   * @param importance one row per single item, one column per window; written to
   */
  void importance(Evaluation evaluation, float[][] importance);

  /**
   * Evaluates the windows without each item.
   *
   * @param items single ones and pairs
   * @param heads the prediction heads whose outputs are wanted
   * @return sentences about items that could not be taken away, by their place
   */
  Map<Integer, String> run(
      ModelSession session,
      BatchSource inputs,
      List<Item> items,
      String[] heads,
      Receiver receiver,
      Stages stages)
      throws LoupeException;
}
