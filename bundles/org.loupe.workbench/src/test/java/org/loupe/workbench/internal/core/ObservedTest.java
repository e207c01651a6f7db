package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Methods.Subscription;

@DisplayName("An observed value")
class ObservedTest {
  private final Observed<String> observed = new Observed<>("a");
  private final List<String> heard = new ArrayList<>();

  @Test
  @DisplayName("tells of changes only")
  void changes() {
    observed.onChange(heard::add);
    observed.set("a");
    observed.set("b");
    observed.update(old -> old + "c");
    assertThat(heard).containsExactly("b", "bc");
  }

  @Test
  @DisplayName("tells nobody who left")
  void closed() {
    Subscription subscription = observed.onChange(heard::add);
    subscription.close();
    subscription.close();
    observed.set("b");
    assertThat(heard).isEmpty();
  }

  @Test
  @DisplayName("goes on when a listener fails")
  void failing() {
    observed.onChange(
        value -> {
          throw new IllegalStateException("expected by the test");
        });
    observed.onChange(heard::add);
    observed.set("b");
    assertThat(heard).containsExactly("b");
  }
}
