package org.loupe.method.ablation.internal;

import java.util.Arrays;
import java.util.List;
import org.loupe.analysis.WindowBlock;

/** What stays of the model as it is over all windows, of which one block after the other comes. */
final class IntactWindows {
  private final boolean[] usable;
  private final float[][] importance;
  private String remark = "";
  private int microBatch;

  /**
   * @param windows how many will come
   * @param singles items that have a gradient importance
   */
  IntactWindows(int windows, int singles) {
    this.usable = new boolean[windows];
    this.importance = new float[singles][windows];
  }

  /** Takes a block. */
  void add(WindowBlock block, Intact intact, List<String> heads) {
    for (int n = 0; n < block.size(); n++) {
      usable[block.from() + n] = intact.isUsable(n, heads);
    }
    for (int i = 0; i < intact.importance().length; i++) {
      System.arraycopy(intact.importance()[i], 0, importance[i], block.from(), block.size());
    }
    remark = remark.isEmpty() ? intact.remark() : remark;
    microBatch = Math.max(microBatch, intact.microBatch());
  }

  /** Places of the windows whose outputs are all numbers. */
  int[] usable() {
    int[] places = new int[usable.length];
    int count = 0;
    for (int n = 0; n < usable.length; n++) {
      if (usable[n]) {
        places[count++] = n;
      }
    }
    return Arrays.copyOf(places, count);
  }

  /**
   * The gradient importance, one row per single item, one column per window; empty where it could
   * not be computed.
   */
  float[][] importance() {
    return remark.isEmpty() ? importance : new float[0][];
  }

  /** Why there is no importance; empty if there is. */
  String remark() {
    return remark;
  }

  /** The largest number of windows evaluated at once. */
  int microBatch() {
    return microBatch;
  }
}
