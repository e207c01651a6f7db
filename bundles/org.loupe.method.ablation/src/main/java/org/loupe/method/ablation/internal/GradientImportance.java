package org.loupe.method.ablation.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Importance by gradient (P. Michel, O. Levy, G. Neubig: Are Sixteen Heads Really Better than One?,
 * 2019): E|∂L/∂ξ|, where ξ = 1 scales what is taken away and the magnitude is taken per window;
 * divided by the ℓ2 norm over the items of a layer.
 */
final class GradientImportance {
  private GradientImportance() {}

  /**
   * Means over windows, normalised within each layer.
   *
   * @param items single ones first
   * @param perWindow one row per single item; empty where there is none
   * @param places of the windows that are taken
   * @return one per item; NaN of pairs, and of all without values
   */
  static float[] of(List<Item> items, float[][] perWindow, int[] places) {
    float[] importance = new float[items.size()];
    Arrays.fill(importance, Float.NaN);
    Map<String, Double> squares = new LinkedHashMap<>();
    for (int i = 0; i < perWindow.length; i++) {
      double sum = 0;
      for (int place : places) {
        sum += perWindow[i][place];
      }
      importance[i] = (float) (sum / places.length);
      squares.merge(items.get(i).layer(), (double) importance[i] * importance[i], Double::sum);
    }
    for (int i = 0; i < perWindow.length; i++) {
      double norm = Math.sqrt(squares.get(items.get(i).layer()));
      importance[i] = norm == 0 ? 0 : (float) (importance[i] / norm);
    }
    return importance;
  }
}
