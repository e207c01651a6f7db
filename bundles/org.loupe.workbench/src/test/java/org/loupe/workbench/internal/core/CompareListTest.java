package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The compared checkpoints")
class CompareListTest {
  private final CompareList list = new CompareList();

  CompareListTest() {
    list.begin(List.of(Bench.checkpoint("early"), Bench.checkpoint("late")));
  }

  private List<String> shown() {
    return list.comparison().get().entries().stream()
        .map(entry -> entry.chip().letter() + " " + entry.name())
        .toList();
  }

  @Test
  @DisplayName("have letters in order, and the first is the baseline")
  void begin() {
    assertThat(shown()).containsExactly("A early", "B late");
    assertThat(list.comparison().get().baseline()).isEqualTo("early");
  }

  @Test
  @DisplayName("keep letter and colour when moved, removed and added again")
  void stable() {
    list.add(Bench.checkpoint("middle"));
    list.move("middle", 1);
    list.remove("early");
    assertThat(shown()).containsExactly("C middle", "B late");
    list.add(Bench.checkpoint("other"));
    list.add(Bench.checkpoint("early"));
    assertThat(shown()).containsExactly("C middle", "B late", "D other", "A early");
    assertThat(list.comparison().get().find("early").orElseThrow().chip().color()).isZero();
  }

  @Test
  @DisplayName("are put where they are dropped, new ones and those that are compared")
  void put() {
    list.put(Bench.checkpoint("middle"), 1);
    assertThat(shown()).containsExactly("A early", "C middle", "B late");
    list.put(Bench.checkpoint("late"), 0);
    assertThat(shown()).containsExactly("B late", "A early", "C middle");
    assertThat(list.comparison().get().baseline()).isEqualTo("early");
    list.put(Bench.checkpoint("end"), 99);
    assertThat(shown()).endsWith("D end");
  }

  @Test
  @DisplayName("lose the baseline to the first of the others")
  void baseline() {
    list.baseline("late");
    list.baseline("unknown");
    assertThat(list.comparison().get().baseline()).isEqualTo("late");
    list.remove("late");
    assertThat(list.comparison().get().baseline()).isEqualTo("early");
  }

  @Test
  @DisplayName("are at least one")
  void last() {
    assertThat(list.remove("early")).isTrue();
    assertThat(list.remove("late")).isFalse();
    assertThat(shown()).containsExactly("B late");
  }

  @Test
  @DisplayName("are at most sixteen, whose letters differ when others left")
  void limit() {
    IntStream.range(0, 14).forEach(i -> list.add(Bench.checkpoint("c" + i)));
    assertThat(list.add(Bench.checkpoint("one more"))).isFalse();
    list.remove("c3");
    assertThat(list.add(Bench.checkpoint("one more"))).isTrue();
    assertThat(shown()).hasSize(16).contains("F one more").doesNotHaveDuplicates();
    assertThat(list.comparison().get().entries().stream().map(e -> e.chip().letter()))
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("have the letters again that they had, whatever their order is then")
  void again() {
    list.add(Bench.checkpoint("third"));
    list.remove("early");
    list.begin(List.of(Bench.checkpoint("third"), Bench.checkpoint("late")), list.colors());
    assertThat(shown()).containsExactly("C third", "B late");
    list.add(Bench.checkpoint("fourth"));
    list.add(Bench.checkpoint("early"));
    assertThat(shown()).containsExactly("C third", "B late", "D fourth", "A early");
  }

  @Test
  @DisplayName("begin with A again in another project")
  void another() {
    list.begin(List.of(Bench.checkpoint("late")));
    assertThat(shown()).containsExactly("A late");
    list.begin(List.of());
    assertThat(list.comparison().get().baseline()).isEmpty();
  }
}
