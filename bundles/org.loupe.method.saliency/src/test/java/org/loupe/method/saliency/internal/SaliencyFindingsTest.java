package org.loupe.method.saliency.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.model.LoupeException;

@DisplayName("Findings of saliency")
class SaliencyFindingsTest {
  private final Example example = new Example();

  private List<Finding> findings(int... windows) throws LoupeException {
    return example.result(Variant.SALIENCY, windows).findings();
  }

  @Test
  @DisplayName("say which channel stands out and what the strongest carry")
  void plantedChannel() throws LoupeException {
    assertThat(findings()).extracting(Finding::id).containsExactly("stands_out", "stable_ranks");
    for (float[] row : example.weights) {
      for (int c = 10; c < row.length; c++) {
        row[c] *= 0.3f;
      }
    }
    Finding top = findings().get(0);
    assertThat(top.id()).isEqualTo("top_share");
    assertThat(top.sentence())
        .startsWith("The 10 strongest of 24 channels carry 9")
        .endsWith("% of the saliency of type (40 windows, 8 recordings).");
    assertThat(top.numbers().get(2)).isBetween(0.9, 1.0);
    assertThat(findings().get(1).sentence()).startsWith("Channel sensor 5 stands out");
    Claim claim = findings().get(2).claim();
    assertThat(claim.members()).contains(5);
    assertThat(claim.space()).isEqualTo("x");
    assertThat(claim.of()).isEqualTo(24);
  }

  @Test
  @DisplayName("do not name a channel where none stands out")
  void nothingPlanted() throws LoupeException {
    for (int k = 0; k < 3; k++) {
      Arrays.fill(example.weights[k], k * 0.1f);
    }
    assertThat(findings()).extracting(Finding::id).containsExactly("stable_ranks");
  }

  @Test
  @DisplayName("say so where the target does not change with the input at all")
  void zero() throws LoupeException {
    for (float[] row : example.weights) {
      Arrays.fill(row, 0);
    }
    assertThat(findings()).extracting(Finding::id).containsExactly("zero");
  }

  @Test
  @DisplayName("name strong channels that never change")
  void constant() throws LoupeException {
    for (int i = Example.STRONGEST; i < example.x.length; i += Example.CHANNELS) {
      example.x[i] = 0.25f;
    }
    assertThat(findings())
        .filteredOn(finding -> finding.id().equals("constant_channels"))
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .contains("1 of 24 channels never change")
        .contains("sensor 5");
  }

  @Test
  @DisplayName("warn of intervals over few recordings, and of one that allows none")
  void fewRecordings() throws LoupeException {
    assertThat(findings(0, 1, 6, 12))
        .extracting(Finding::sentence)
        .last()
        .asString()
        .isEqualTo("The intervals are uncertain themselves: they resample only 3 recordings.");
    assertThat(findings(0, 1))
        .extracting(Finding::sentence)
        .last()
        .asString()
        .isEqualTo("There are too few clusters for an interval: only one recording.");
  }

  @Test
  @DisplayName("of a single window claim no certainty")
  void oneWindow() throws LoupeException {
    assertThat(findings(7))
        .extracting(Finding::id)
        .doesNotContain("stands_out", "stable_ranks", "few_units");
  }
}
