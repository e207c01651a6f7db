package org.loupe.runtime.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.ProbeProtocol;
import org.loupe.model.BadInputException;
import org.loupe.model.Device;
import org.loupe.model.FloatTensor;
import org.loupe.model.Intervention;

/** Collects what an armed module is told to record and to change. */
final class Controls {

  private final Map<String, PtNDArray> arrays = new LinkedHashMap<>();
  private final NDManager manager;
  private final Device device;
  private final NDArray ignored;

  /**
   * No controls.
   *
   * @param manager owns the arrays, longer than the module is armed
   */
  Controls(NDManager manager, Device device) {
    this.manager = manager;
    this.device = device;
    this.ignored = manager.zeros(new Shape(), DataType.FLOAT32, ai.djl.Device.cpu());
  }

  /** As the protocol has them. */
  Map<String, PtNDArray> arrays() {
    return arrays;
  }

  /** Values at these probes are recorded. */
  Controls read(Collection<String> probes) {
    probes.forEach(probe -> arrays.put(ProbeProtocol.read(probe), (PtNDArray) ignored));
    return this;
  }

  /** Gradients are taken with respect to the values at these probes. */
  Controls differentiate(Collection<String> probes) {
    probes.forEach(probe -> arrays.put(ProbeProtocol.leaf(probe), (PtNDArray) ignored));
    return this;
  }

  /**
   * Values are changed. Where several changes of one operation meet, they are multiplied or added.
   *
   * @param values given for each intervention
   * @throws BadInputException if they do not fit the probe, or two would replace the same value
   */
  Controls change(
      List<Intervention> interventions, List<FloatTensor> values, ProbeLayouts layouts, int windows)
      throws BadInputException {
    for (int i = 0; i < interventions.size(); i++) {
      Intervention intervention = interventions.get(i);
      Integer call = intervention.call();
      NDArray given =
          layouts
              .of(intervention.probe(), call == null ? 0 : call)
              .asModule(intervention.probe(), array(values.get(i)), windows);
      String key = key(intervention);
      NDArray before = arrays.get(key);
      if (before != null) {
        given =
            switch (intervention.operation()) {
              case SCALE -> before.mul(given);
              case SHIFT -> before.add(given);
              case REPLACE ->
                  throw new BadInputException(
                      "Probe '"
                          + intervention.probe()
                          + "' is to be replaced twice; leave one replacement out.");
            };
      }
      arrays.put(key, (PtNDArray) given);
    }
    return this;
  }

  private static String key(Intervention intervention) {
    String everyCall =
        switch (intervention.operation()) {
          case SCALE -> ProbeProtocol.scale(intervention.probe());
          case SHIFT -> ProbeProtocol.shift(intervention.probe());
          case REPLACE -> ProbeProtocol.replace(intervention.probe());
        };
    Integer call = intervention.call();
    return call == null ? everyCall : ProbeProtocol.atCall(everyCall, call);
  }

  private NDArray array(FloatTensor tensor) {
    Shape shape = new Shape(Arrays.stream(tensor.shape()).asLongStream().toArray());
    return manager.create(tensor.values(), shape).toDevice(DjlEngine.of(device), false);
  }
}
