package org.loupe.workbench.internal.windows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Windows;
import org.loupe.testkit.FakeDataset;
import org.loupe.workbench.internal.core.WindowChoice;

@DisplayName("What is saved as a slice")
class SliceDraftTest {
  private final FakeDataset data = new FakeDataset("test").with("x", new int[] {10}, new long[10]);

  private WindowChoice choice(int... numbers) {
    return numbers.length == 0
        ? new WindowChoice("all", Windows.all(data))
        : new WindowChoice("", new Windows(data, numbers));
  }

  @Test
  @DisplayName("is the chosen windows, whatever the filter")
  void chosen() {
    assertThat(SliceDraft.of(choice(3, 1, 2), "face", new int[] {7}))
        .contains(new SliceDraft("1-3", "the 3 chosen windows"));
    assertThat(SliceDraft.of(choice(3), "", new int[0])).contains(new SliceDraft("3", "window 3"));
  }

  @Test
  @DisplayName("is what matches the filter where all windows are chosen")
  void filter() {
    assertThat(SliceDraft.of(choice(), " face ", new int[] {2, 3, 7}))
        .contains(new SliceDraft("2-3,7", "the 3 windows that match 'face'"));
  }

  @Test
  @DisplayName("is nothing where nothing is chosen or nothing matches")
  void nothing() {
    assertThat(SliceDraft.of(choice(), "", new int[] {2, 3, 7})).isEmpty();
    assertThat(SliceDraft.of(choice(), "gone", new int[0])).isEmpty();
  }
}
