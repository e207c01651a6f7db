package org.loupe.method.activations.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.SomeWindows;
import org.loupe.analysis.VariantSource;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;

/**
 * Whether units that seem dead, constant or saturated are so whatever comes in: the same layers
 * with all explained inputs made larger, or smaller. What stays silent then is cut off; what wakes
 * was only not needed by these windows.
 *
 * @param windows how many were looked at
 * @param louder per layer, what became of each unit with larger inputs; empty if nobody asked
 * @param quieter the same with smaller ones
 */
record SecondLook(
    int windows, Map<String, Layer.State[]> louder, Map<String, Layer.State[]> quieter) {
  /** Inputs are multiplied, or divided, by it. */
  static final int FACTOR = 10;

  /** Nothing was looked at. */
  static final SecondLook NONE = new SecondLook(0, Map.of(), Map.of());

  private static final int MOST_WINDOWS = 32;

  /**
   * Looks, where there is anything to look at.
   *
   * @param inputs all windows
   * @param explained names of the inputs that are changed
   */
  static SecondLook of(
      List<Layer> layers,
      LayerSource source,
      ModelSession session,
      BatchSource inputs,
      List<String> explained,
      double epsilon,
      Progress progress)
      throws LoupeException {
    boolean silent = any(layers, Layer.State.DEAD) || any(layers, Layer.State.CONSTANT);
    boolean stuck = any(layers, Layer.State.SATURATED);
    if (explained.isEmpty() || !(silent || stuck)) {
      return NONE;
    }
    int count = Math.min(MOST_WINDOWS, inputs.size());
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = (int) ((long) i * inputs.size() / count);
    }
    BatchSource some = new SomeWindows(inputs, places);
    Look look = new Look(layers, source, session, some, explained, epsilon, progress);
    return new SecondLook(
        count, silent ? look.at(FACTOR) : Map.of(), stuck ? look.at(1f / FACTOR) : Map.of());
  }

  private static boolean any(List<Layer> layers, Layer.State state) {
    return layers.stream().anyMatch(layer -> layer.in(state).length > 0);
  }

  private record Look(
      List<Layer> layers,
      LayerSource source,
      ModelSession session,
      BatchSource windows,
      List<String> explained,
      double epsilon,
      Progress progress) {
    Map<String, Layer.State[]> at(float factor) throws LoupeException {
      BatchSource scaled = windows;
      for (String input : explained) {
        int length = windows.read(0, 1).inputs().get(input).size();
        scaled =
            new VariantSource(
                scaled,
                1,
                input,
                (window, variant, values, offset) -> {
                  for (int i = offset; i < offset + length; i++) {
                    values[i] *= factor;
                  }
                });
      }
      LayerSink again = LayerSink.of(source, windows.size(), epsilon);
      session.evaluate(scaled, source.query(), again, progress);
      Map<String, Layer.State[]> states = new LinkedHashMap<>();
      for (int l = 0; l < layers.size(); l++) {
        states.put(layers.get(l).name(), states(layers.get(l), again.layers().get(l)));
      }
      return states;
    }

    private static Layer.State[] states(Layer layer, LayerStatistics again)
        throws BadInputException {
      UnitSums[] sums = again.units();
      Layer.State[] states = new Layer.State[sums.length];
      for (int u = 0; u < sums.length; u++) {
        states[u] = Layer.state(sums[u], layer.bounds());
      }
      return states;
    }
  }

  /**
   * How many of a layer's units are no longer what they were found to be; −1 where nobody looked.
   */
  int changed(Layer layer, Layer.State state) {
    Layer.State @Nullable [] again =
        (state == Layer.State.SATURATED ? quieter : louder).get(layer.name());
    if (again == null) {
      return -1;
    }
    int changed = 0;
    for (int unit : layer.in(state)) {
      changed += again[unit] == state ? 0 : 1;
    }
    return changed;
  }
}
