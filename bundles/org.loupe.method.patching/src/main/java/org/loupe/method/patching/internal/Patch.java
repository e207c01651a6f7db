package org.loupe.method.patching.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Intervention;

/** Puts what a module of one model said into the same module of another. */
final class Patch {
  private Patch() {}

  /**
   * The changes for some windows.
   *
   * @param probe the module's; {@code act#2} is its third call alone
   * @param value what the other model had there for these windows, as an evaluation gives it; the
   *     calls of a module that fires several times stand on a TIME axis after the first
   */
  static Intervention[] of(String probe, FloatTensor value) {
    int call = probe.lastIndexOf('#');
    if (call > 0) {
      return new Intervention[] {
        replace(probe.substring(0, call), Integer.valueOf(probe.substring(call + 1)), value)
      };
    }
    if (value.axes().size() > 1 && value.axes().get(1).dimension() == Dimension.TIME) {
      List<Intervention> calls = new ArrayList<>();
      for (int c = 0; c < value.axes().get(1).size(); c++) {
        calls.add(replace(probe, c, call(value, c)));
      }
      return calls.toArray(Intervention[]::new);
    }
    return new Intervention[] {Intervention.replace(probe, (from, to) -> windows(value, from, to))};
  }

  private static Intervention replace(String probe, int call, FloatTensor value) {
    return new Intervention(
        probe, call, Intervention.Operation.REPLACE, (from, to) -> windows(value, from, to));
  }

  private static FloatTensor windows(FloatTensor value, int from, int to) {
    List<Axis> axes = new ArrayList<>(value.axes());
    int windows = axes.get(0).size();
    int each = windows == 0 ? 0 : value.size() / windows;
    axes.set(0, new Axis(axes.get(0).name(), axes.get(0).dimension(), to - from));
    return new FloatTensor(axes, Arrays.copyOfRange(value.values(), from * each, to * each));
  }

  private static FloatTensor call(FloatTensor value, int call) {
    List<Axis> axes = new ArrayList<>(value.axes());
    int windows = axes.get(0).size();
    int calls = axes.remove(1).size();
    int each = value.size() / Math.max(1, windows * calls);
    float[] values = new float[windows * each];
    for (int n = 0; n < windows; n++) {
      System.arraycopy(value.values(), (n * calls + call) * each, values, n * each, each);
    }
    return new FloatTensor(axes, values);
  }
}
