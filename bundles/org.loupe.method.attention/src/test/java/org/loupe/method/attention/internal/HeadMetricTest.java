package org.loupe.method.attention.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.loupe.method.attention.internal.HeadMetric.AFTER;
import static org.loupe.method.attention.internal.HeadMetric.BEFORE;
import static org.loupe.method.attention.internal.HeadMetric.DIAGONAL;
import static org.loupe.method.attention.internal.HeadMetric.DISTANCE;
import static org.loupe.method.attention.internal.HeadMetric.ENTROPY;
import static org.loupe.method.attention.internal.HeadMetric.SPARSITY;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.Dimension;

@DisplayName("What is measured of an attention head")
class HeadMetricTest {

  static AttentionModule module(String name, int queries, int keys) {
    return new AttentionModule(
        name + "@attention", name, 1, queries, keys, Dimension.TIME, Dimension.TIME);
  }

  private static double measure(HeadMetric metric, AttentionModule module, float... weights) {
    return HeadMetric.measure(module, weights, 0)[metric.ordinal()];
  }

  /** Row-major [T,T]: everything on the key that many steps before the query, or on the first. */
  static float[] back(int steps, int by) {
    float[] weights = new float[steps * steps];
    for (int q = 0; q < steps; q++) {
      weights[q * steps + Math.max(0, q - by)] = 1;
    }
    return weights;
  }

  static float[] even(int queries, int keys) {
    float[] weights = new float[queries * keys];
    Arrays.fill(weights, 1f / keys);
    return weights;
  }

  @Test
  @DisplayName("of an even look is an entropy of 1, no sparsity, and half of the rest on each side")
  void even() {
    AttentionModule module = module("self_attn", 8, 8);
    float[] weights = even(8, 8);
    assertThat(measure(ENTROPY, module, weights)).isCloseTo(1, within(1e-6));
    assertThat(measure(SPARSITY, module, weights)).isCloseTo(0, within(1e-6));
    assertThat(measure(BEFORE, module, weights)).isCloseTo(3.5 / 8, within(1e-6));
    assertThat(measure(AFTER, module, weights)).isCloseTo(3.5 / 8, within(1e-6));
    assertThat(measure(DISTANCE, module, weights)).isCloseTo(2.625, within(1e-6));
    assertThat(measure(DIAGONAL, module, weights)).isCloseTo(22 / 64.0, within(1e-6));
    assertThat(HeadMetric.evenDiagonal(8)).isEqualTo(22 / 64.0);
  }

  @Test
  @DisplayName("of a look one step back is a distance of one but at the first step")
  void oneBack() {
    AttentionModule module = module("self_attn", 8, 8);
    float[] weights = back(8, 1);
    assertThat(measure(ENTROPY, module, weights)).isZero();
    assertThat(measure(SPARSITY, module, weights)).isCloseTo(1, within(1e-12));
    assertThat(measure(BEFORE, module, weights)).isEqualTo(7 / 8.0);
    assertThat(measure(AFTER, module, weights)).isZero();
    assertThat(measure(DISTANCE, module, weights)).isEqualTo(7 / 8.0);
    assertThat(measure(DIAGONAL, module, weights)).isEqualTo(1);
  }

  @Test
  @DisplayName("of two rows by hand")
  void byHand() {
    AttentionModule module = module("self_attn", 2, 2);
    float[] weights = {0.25f, 0.75f, 1, 0};
    double row = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75)) / Math.log(2);
    assertThat(measure(ENTROPY, module, weights)).isCloseTo(row / 2, within(1e-9));
    double norm = Math.sqrt(0.25 * 0.25 + 0.75 * 0.75);
    double sparse = (Math.sqrt(2) - 1 / norm) / (Math.sqrt(2) - 1);
    assertThat(measure(SPARSITY, module, weights)).isCloseTo((sparse + 1) / 2, within(1e-9));
    assertThat(measure(BEFORE, module, weights)).isEqualTo(0.5);
    assertThat(measure(AFTER, module, weights)).isEqualTo(0.375);
  }

  @ParameterizedTest(name = "{0} with {1} queries and {2} keys")
  @CsvSource({"self_attn, 4, 8", "multihead_attn, 4, 4", "cross_attn, 4, 4"})
  @DisplayName("has no distances where queries and keys count different things")
  void cross(String name, int queries, int keys) {
    double[] metrics = HeadMetric.measure(module(name, queries, keys), even(queries, keys), 0);
    for (HeadMetric metric : HeadMetric.values()) {
      assertThat(Double.isNaN(metrics[metric.ordinal()])).isEqualTo(metric.isSelfOnly());
    }
  }

  @Test
  @DisplayName("has no entropy and no sparsity with a single key")
  void singleKey() {
    AttentionModule module = module("self_attn", 1, 1);
    double[] metrics = HeadMetric.measure(module, new float[] {1}, 0);
    assertThat(metrics[ENTROPY.ordinal()]).isNaN();
    assertThat(metrics[SPARSITY.ordinal()]).isNaN();
    assertThat(metrics[DISTANCE.ordinal()]).isZero();
    assertThat(Pattern.of(module, metrics)).isEqualTo(Pattern.MIXED);
  }

  @Test
  @DisplayName("leaves out queries that look at nothing")
  void nothing() {
    AttentionModule module = module("self_attn", 2, 2);
    assertThat(measure(ENTROPY, module, 0, 0, 0.5f, 0.5f)).isCloseTo(1, within(1e-9));
    assertThat(measure(SPARSITY, module, 0, 0, 0.5f, 0.5f)).isCloseTo(0, within(1e-7));
  }

  @Test
  @DisplayName("is a label by what says most: local before sparse before causal before global")
  void labels() {
    AttentionModule module = module("self_attn", 8, 8);
    assertThat(label(module, back(8, 1))).isEqualTo(Pattern.LOCAL);
    assertThat(label(module, back(8, 8))).isEqualTo(Pattern.SPARSE);
    assertThat(label(module, even(8, 8))).isEqualTo(Pattern.GLOBAL);
    float[] past = new float[64];
    for (int q = 0; q < 8; q++) {
      for (int k = 0; k <= q; k++) {
        past[q * 8 + k] = 1f / (q + 1);
      }
    }
    assertThat(label(module, past)).isEqualTo(Pattern.CAUSAL);
    float[] half = even(8, 8);
    for (int q = 0; q < 8; q++) {
      half[q * 8] += 0.5f;
      for (int k = 0; k < 8; k++) {
        half[q * 8 + k] -= 0.5f / 8;
      }
    }
    assertThat(label(module, half)).isEqualTo(Pattern.MIXED);
  }

  @Test
  @DisplayName("is not local among so few steps that an even look would be")
  void fewSteps() {
    assertThat(label(module("self_attn", 4, 4), back(4, 1))).isEqualTo(Pattern.SPARSE);
    assertThat(Pattern.LOCAL.threshold(module("self_attn", 4, 4))).isGreaterThan(1);
  }

  private static Pattern label(AttentionModule module, float[] weights) {
    return Pattern.of(module, HeadMetric.measure(module, weights, 0));
  }
}
