package org.loupe.method.ablation.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Intervention;
import org.loupe.model.Probe;

/**
 * A place inside the model whose value can be changed.
 *
 * @param probe the probe's name, without the number of a call
 * @param name the module's path; of the model's own attention {@code @attention}
 * @param readings how its value is read: once, or once per call where these differ in shape
 */
record Place(String probe, String name, List<Reading> readings) {

  /**
   * One reading.
   *
   * @param name for queries
   * @param call the only call it is of, or −1
   * @param calls how many calls stand on an axis of their own; 0 if there is no such axis
   * @param shape of one window's value at one call
   */
  record Reading(String name, int call, int calls, int[] shape) {
    /** Numbers of one window at one call. */
    int elements() {
      return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Numbers of one window. */
    int width() {
      return Math.multiplyExact(elements(), Math.max(1, calls));
    }
  }

  /**
   * The places of probes.
   *
   * @param values what one window has there, by probe
   */
  static List<Place> of(Map<String, FloatTensor> values) {
    Map<String, List<Reading>> readings = new LinkedHashMap<>();
    values.forEach(
        (probe, value) -> {
          int at = probe.lastIndexOf('#');
          boolean sequence =
              value.axes().size() > 1 && value.axes().get(1).dimension() == Dimension.TIME;
          int[] shape = value.shape();
          readings
              .computeIfAbsent(at < 0 ? probe : probe.substring(0, at), key -> new ArrayList<>())
              .add(
                  new Reading(
                      probe,
                      at < 0 ? -1 : Integer.parseInt(probe.substring(at + 1)),
                      sequence ? shape[1] : 0,
                      Arrays.copyOfRange(shape, sequence ? 2 : 1, shape.length)));
        });
    return readings.entrySet().stream()
        .map(
            each ->
                new Place(each.getKey(), Probe.pathOf(each.getKey()), List.copyOf(each.getValue())))
        .toList();
  }

  /** Attention heads, if the value is an attention's weights. */
  int heads() {
    int[] shape = readings.get(0).shape();
    return shape.length == 3 ? shape[0] : 1;
  }

  /** Makes an attention head's weights 0, and so its output. */
  Intervention withoutHead(int head) {
    int[] shape = readings.get(0).shape();
    float[] factors = new float[shape.length == 3 ? shape[0] : 1];
    Arrays.fill(factors, 1);
    factors[head] = 0;
    int[] sizes = new int[shape.length];
    Arrays.fill(sizes, 1);
    sizes[0] = factors.length;
    return Intervention.scale(probe, tensor(factors, sizes));
  }

  /**
   * Adds values to the weights of an attention head alone.
   *
   * @param values per reading, what the whole module has there in one window
   */
  List<Intervention> plusHead(int head, Map<String, float[]> values) {
    List<Intervention> all = new ArrayList<>();
    for (Reading reading : readings) {
      int elements = reading.elements();
      int map = elements / heads();
      for (int call = 0; call < Math.max(1, reading.calls()); call++) {
        float[] shift = new float[elements];
        System.arraycopy(
            values.get(reading.name()), call * elements + head * map, shift, head * map, map);
        all.add(change(reading, call, Intervention.Operation.SHIFT, shift));
      }
    }
    return all;
  }

  /** Makes the whole value 0. */
  Intervention withoutAll() {
    int[] sizes = new int[readings.get(0).shape().length];
    Arrays.fill(sizes, 1);
    return Intervention.scale(probe, tensor(new float[] {0}, sizes));
  }

  /** Replaces the whole value. */
  List<Intervention> replaced(Map<String, float[]> values) {
    List<Intervention> all = new ArrayList<>();
    for (Reading reading : readings) {
      int elements = reading.elements();
      for (int call = 0; call < Math.max(1, reading.calls()); call++) {
        all.add(
            change(
                reading,
                call,
                Intervention.Operation.REPLACE,
                Arrays.copyOfRange(
                    values.get(reading.name()), call * elements, (call + 1) * elements)));
      }
    }
    return all;
  }

  private Intervention change(
      Reading reading, int call, Intervention.Operation operation, float[] values) {
    @Nullable Integer number = null;
    if (reading.call() >= 0) {
      number = reading.call();
    } else if (reading.calls() > 1) {
      number = call;
    }
    return new Intervention(
        probe, number, operation, Intervention.Values.constant(tensor(values, reading.shape())));
  }

  /** With a first axis of size 1: the same for all windows. */
  private static FloatTensor tensor(float[] values, int[] shape) {
    List<Axis> axes = new ArrayList<>(List.of(Axis.of(Dimension.WINDOW, 1)));
    for (int i = 0; i < shape.length; i++) {
      axes.add(new Axis("value_" + (i + 1), Dimension.VALUE, shape[i]));
    }
    return new FloatTensor(axes, values);
  }
}
