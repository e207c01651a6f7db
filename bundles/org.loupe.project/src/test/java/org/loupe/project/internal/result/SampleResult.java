package org.loupe.project.internal.result;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.EngineInfo;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * A result of one array.
 *
 * @param step a parameter
 * @param size of the array
 * @param value of all of its elements
 */
record SampleResult(String step, int size, float value) implements Result {
  /** Where results of these tests come from. */
  static Provenance provenance(String version, String step) {
    return new Provenance(
        "sample",
        version,
        Map.of("step", step),
        42,
        "late",
        "ab",
        "test",
        "cd",
        new int[] {3, 8},
        "cpu",
        new EngineInfo("PyTorch", "2.7.1", "DJL 0.35.1"),
        64,
        Duration.ofMillis(1500));
  }

  @Override
  public Provenance provenance() {
    return provenance("1", step);
  }

  @Override
  public Map<String, Tensor> arrays() {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return Map.of("a", FloatTensor.of(values, Axis.of(Dimension.WINDOW, size)));
  }

  @Override
  public List<Scalar> scalars() {
    return List.of(new Scalar("mean", "Mean, \"of all\"", value, null));
  }

  @Override
  public List<Table> tables() {
    return List.of(
        new Table("top", "Top", List.of("channel", "value"), List.of(List.of("a,b", Double.NaN))));
  }

  @Override
  public List<Finding> findings() {
    return List.of();
  }
}
