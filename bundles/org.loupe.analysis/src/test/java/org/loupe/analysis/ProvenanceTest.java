package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The name of a result")
class ProvenanceTest {
  @Test
  @DisplayName("is made of all of its checkpoints, in their order")
  void order() {
    assertThat(Provenance.nameOf(List.of("late"))).isEqualTo("late");
    assertThat(Provenance.nameOf(List.of("early", "middle", "late")))
        .isEqualTo("early-vs-middle-vs-late");
  }

  @Test
  @DisplayName("stays short with many, and differs with what they are called")
  void many() {
    List<String> some = IntStream.range(0, 16).mapToObj(i -> "epoch_of_a_run_" + i).toList();
    List<String> others = IntStream.range(1, 17).mapToObj(i -> "epoch_of_a_run_" + i).toList();
    assertThat(Provenance.nameOf(some))
        .startsWith("epoch_of_a_run_0-vs-15-others-")
        .hasSizeLessThan(100)
        .isNotEqualTo(Provenance.nameOf(others));
  }
}
