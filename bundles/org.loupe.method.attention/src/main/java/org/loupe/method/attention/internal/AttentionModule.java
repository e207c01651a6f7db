package org.loupe.method.attention.internal;

import java.util.List;
import java.util.Locale;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Probe;
import org.loupe.model.Tensor;

/**
 * One attention of the model.
 *
 * @param probe where its weights are read
 * @param name the module's path; of the model's own code {@code @attention}
 * @param heads number of attention heads
 * @param queries Tq
 * @param keys Tk
 * @param queryDimension what queries count: TIME, TOKEN, or VALUE where it is not known
 * @param keyDimension what keys count
 */
record AttentionModule(
    String probe,
    String name,
    int heads,
    int queries,
    int keys,
    Dimension queryDimension,
    Dimension keyDimension) {

  /**
   * The attention whose weights those are.
   *
   * @param weights [n,H,Tq,Tk], or [n,Tq,Tk] of a single attention head
   * @throws IllegalArgumentException if they are neither, with the shape
   */
  static AttentionModule of(String probe, FloatTensor weights, StepKinds kinds) {
    List<Axis> axes = weights.axes();
    if (axes.size() != 3 && axes.size() != 4) {
      throw new IllegalArgumentException(
          "its weights have the shape "
              + Tensor.describe(weights.shape())
              + ", expected [N,H,Tq,Tk] or [N,Tq,Tk]");
    }
    int last = axes.size() - 1;
    int queries = axes.get(last - 1).size();
    int keys = axes.get(last).size();
    return new AttentionModule(
        probe,
        Probe.pathOf(probe),
        axes.size() == 4 ? axes.get(1).size() : 1,
        queries,
        keys,
        kinds.of(queries),
        kinds.of(keys));
  }

  /** Elements of one window's weights. */
  int elements() {
    return Math.multiplyExact(heads, map());
  }

  /** Elements of one attention head's weights in one window. */
  int map() {
    return Math.multiplyExact(queries, keys);
  }

  /**
   * Whether queries and keys count the same steps: as many of both, and no name that tells of a
   * cross-attention ('cross', or PyTorch's {@code multihead_attn} of a decoder layer).
   */
  boolean isSelf() {
    String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return queries == keys && !last.contains("cross") && !last.equals("multihead_attn");
  }

  /** 'dec.0.self_attn, attention head 2'. */
  String words(int head) {
    return name + ", attention head " + head;
  }
}
