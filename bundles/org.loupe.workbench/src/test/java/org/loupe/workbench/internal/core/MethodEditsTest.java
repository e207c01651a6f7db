package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Edited parameters")
class MethodEditsTest {
  private final MethodEdits edits = new MethodEdits();

  @Test
  @DisplayName("are known of all methods together, as long as they differ from the defaults")
  void all() {
    edits.changes("saliency").set(Map.of("class", "true"));
    edits.changes("attention").set(Map.of("layer", "2"));
    assertThat(edits.all().get())
        .isEqualTo(Map.of("saliency", Map.of("class", "true"), "attention", Map.of("layer", "2")));
    edits.changes("saliency").set(Map.of());
    assertThat(edits.all().get()).containsOnlyKeys("attention");
    edits.clear();
    assertThat(edits.all().get()).isEmpty();
  }

  @Test
  @DisplayName("come back as they were kept")
  void restore() {
    edits.restore(Map.of("saliency", Map.of("class", "true")));
    assertThat(edits.changes("saliency").get()).isEqualTo(Map.of("class", "true"));
  }
}
