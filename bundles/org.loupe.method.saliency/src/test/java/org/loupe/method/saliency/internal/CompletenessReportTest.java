package org.loupe.method.saliency.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Table;

@DisplayName("The completeness of integrated gradients")
class CompletenessReportTest {
  /** Of windows numbered from 100 on, all alike but for a window that is complete. */
  private static Table table(int windows, int complete) {
    float[] objective = new float[windows];
    Arrays.fill(objective, 2);
    Completeness completeness = Completeness.of(objective, 0.01);
    Arrays.fill(completeness.delta(), 0.5);
    completeness.delta()[complete] = 0;
    return new CompletenessReport(
            completeness,
            IntStream.range(100, 100 + windows).toArray(),
            IntStream.range(0, windows).toArray(),
            windows + " windows")
        .table();
  }

  @Test
  @DisplayName("is told of every window")
  void everyWindow() {
    Table table = table(3, 1);
    assertThat(table.title()).isEqualTo("Completeness of integrated gradients per window");
    assertThat(table.rows()).extracting(row -> row.get(0)).containsExactly(100, 101, 102);
  }

  @Test
  @DisplayName("is told of the least complete of very many windows, in their order")
  void leastComplete() {
    Table table = table(CompletenessReport.MOST + 1, 7);
    assertThat(table.title()).endsWith("the 10000 with the greatest share of delta");
    assertThat(table.rows())
        .extracting(row -> (int) row.get(0))
        .hasSize(CompletenessReport.MOST)
        .doesNotContain(107)
        .isSorted();
  }
}
