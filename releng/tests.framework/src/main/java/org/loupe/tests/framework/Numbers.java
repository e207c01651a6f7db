package org.loupe.tests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.loupe.analysis.Result;
import org.loupe.model.ArrayReference;
import org.loupe.model.Dataset;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.Tensor;

/** Numbers of references and results, and how near they must be. */
final class Numbers {
  private Numbers() {}

  /** An array of a dataset, all windows. */
  static Tensor all(Dataset dataset, String array) throws LoupeException {
    int[] windows = IntStream.range(0, dataset.size()).toArray();
    return dataset.read(ArrayReference.whole(array), windows);
  }

  /** The floating-point numbers of {@link #all}. */
  static float[] floats(Dataset dataset, String array) throws LoupeException {
    return ((FloatTensor) all(dataset, array)).values();
  }

  /** The floating-point numbers of an array of a result. */
  static float[] floats(Result result, String array) {
    return ((FloatTensor) result.arrays().get(array)).values();
  }

  /** Equal within 1e-5 of the largest magnitude. */
  static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    assertThat(difference / largest).isLessThan(1e-5);
  }
}
