package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Progress;

@DisplayName("Blocks of windows")
class WindowBlockTest {
  @Test
  @DisplayName("hold as many as there is room for, whole micro-batches where these are many")
  void size() {
    assertThat(WindowBlock.of(10, 1, 4, 40)).containsExactly(new WindowBlock(0, 10, 10));
    assertThat(WindowBlock.of(10, 1, 4, 19))
        .containsExactly(
            new WindowBlock(0, 4, 10), new WindowBlock(4, 8, 10), new WindowBlock(8, 10, 10));
    assertThat(WindowBlock.of(2, 1, 4, 3)).hasSize(2);
    assertThat(WindowBlock.of(1000, 1, 1, 600))
        .containsExactly(new WindowBlock(0, 512, 1000), new WindowBlock(512, 1000, 1000));
    assertThat(WindowBlock.of(0, 1, 1, 600)).isEmpty();
  }

  @Test
  @DisplayName("hold no more than an int counts variants of")
  void variants() {
    List<WindowBlock> blocks = WindowBlock.of(900_000, 10_001, 4, 1 << 28);
    assertThat(blocks).hasSize(5);
    assertThat(blocks)
        .allSatisfy(
            block -> assertThat(10_001L * block.size()).isLessThanOrEqualTo(Integer.MAX_VALUE));
  }

  @Test
  @DisplayName("tell their progress as part of the whole, and other work as it is")
  void progress() {
    List<String> seen = new ArrayList<>();
    Progress whole =
        new Progress() {
          @Override
          public void report(String task, long done, long total) {
            seen.add(task + " " + done + "/" + total);
          }

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    Progress part = new WindowBlock(4, 8, 10).of(whole);
    part.report("a", 3, 4);
    part.report("b", 5, 12);
    part.report("c", 1, 7);
    assertThat(seen).containsExactly("a 7/10", "b 17/30", "c 1/7");
    assertThat(part.isCancelled()).isTrue();
  }
}
