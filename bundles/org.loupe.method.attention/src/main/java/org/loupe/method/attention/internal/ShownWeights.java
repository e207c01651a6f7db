package org.loupe.method.attention.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.loupe.model.FloatTensor;

/** The mean weights of some windows, from those that were kept. */
final class ShownWeights {
  private final AttentionResult result;
  private final int[] indices;
  private final boolean all;
  private final int wanted;
  private final int finite;

  /**
   * @param places of the windows, all with finite weights
   * @param all whether these are all such windows
   */
  ShownWeights(AttentionResult result, int[] places, boolean all) {
    this.result = result;
    int[] kept =
        IntStream.of(places).map(result.kept()::index).filter(index -> index >= 0).toArray();
    // What was not kept is known by its mean alone.
    this.all = all || kept.length < places.length;
    this.indices = kept;
    this.wanted = places.length;
    this.finite =
        (int) IntStream.range(0, result.finite().length).filter(n -> result.finite()[n]).count();
  }

  /** Says if the mean over all windows stands for some whose weights were not kept; else empty. */
  String standIn() {
    return all && wanted < finite
        ? "Not all of these windows' weights were kept: the mean over all " + finite + " is shown. "
        : "";
  }

  /**
   * The weights of one attention head, [Tq,Tk].
   *
   * @param head its number, or −1 for the mean over all of the module
   */
  float[] of(int layer, int head) {
    AttentionModule module = result.modules().chosen().get(layer);
    float[] weights = all ? result.means().get(layer).values() : mean(layer, module.elements());
    int map = module.map();
    if (head >= 0) {
      return Arrays.copyOfRange(weights, head * map, (head + 1) * map);
    }
    float[] mean = new float[map];
    for (int i = 0; i < map; i++) {
      double sum = 0;
      for (int h = 0; h < module.heads(); h++) {
        sum += weights[h * map + i];
      }
      mean[i] = (float) (sum / module.heads());
    }
    return mean;
  }

  private float[] mean(int layer, int elements) {
    return mean(result.weights().get(layer), elements);
  }

  private float[] mean(FloatTensor windows, int elements) {
    float[] mean = new float[elements];
    for (int i = 0; i < elements; i++) {
      double sum = 0;
      for (int index : indices) {
        sum += windows.values()[index * elements + i];
      }
      mean[i] = (float) (sum / indices.length);
    }
    return mean;
  }

  /** The rollout, [T,T]. */
  float[] rollout() {
    int steps = result.rollout().steps();
    return all ? result.meanRollout().values() : mean(result.rollouts(), steps * steps);
  }
}
