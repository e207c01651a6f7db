package org.loupe.workbench.internal.windows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pages of rows")
class RowPagesTest {
  private final RowPages pages = new RowPages(new int[] {9, 7, 5, 3, 1}, 10, 2);

  @Test
  @DisplayName("show the first rows first, and turn as far as there are rows")
  void turns() {
    assertThat(pages.describe()).isEqualTo("rows 1\u20132");
    assertThat(pages.hasBefore()).isFalse();
    assertThat(pages.turn(-1)).isFalse();
    assertThat(pages.turn(1)).isTrue();
    assertThat(pages.describe()).isEqualTo("rows 3\u20134");
    assertThat(pages.hasBefore()).isTrue();
    assertThat(pages.hasAfter()).isTrue();
    assertThat(pages.turn(5)).isTrue();
    assertThat(pages.describe()).isEqualTo("rows 5\u20135");
    assertThat(pages.count()).isEqualTo(1);
    assertThat(pages.hasAfter()).isFalse();
    assertThat(pages.turn(1)).isFalse();
  }

  @Test
  @DisplayName("know windows by their rows, and rows by their windows, of the page that is shown")
  void places() {
    pages.turn(1);
    assertThat(pages.window(0)).isEqualTo(5);
    assertThat(pages.window(1)).isEqualTo(3);
    assertThat(pages.window(2)).isEqualTo(-1);
    assertThat(pages.window(-1)).isEqualTo(-1);
    assertThat(pages.row(3)).isEqualTo(1);
    assertThat(pages.row(9)).as("on the page before").isEqualTo(-1);
    assertThat(pages.row(4)).as("on no page").isEqualTo(-1);
    assertThat(pages.rows(new int[] {1, 3, 4, 5, 9})).containsExactly(0, 1);
    assertThat(pages.all()).containsExactly(9, 7, 5, 3, 1);
  }

  @Test
  @DisplayName("turn to a window")
  void turnsTo() {
    assertThat(pages.turnTo(1)).isTrue();
    assertThat(pages.row(1)).isZero();
    assertThat(pages.turnTo(1)).isFalse();
    assertThat(pages.turnTo(4)).as("on no page").isFalse();
    assertThat(pages.turnTo(99)).as("in no dataset").isFalse();
    assertThat(pages.turnTo(9)).isTrue();
    assertThat(pages.row(9)).isZero();
  }

  @Test
  @DisplayName("say nothing where one holds all, or where there is nothing")
  void one() {
    assertThat(new RowPages(new int[] {1, 0}, 2, 2).describe()).isEmpty();
    RowPages none = new RowPages(new int[0], 0, 2);
    assertThat(none.describe()).isEmpty();
    assertThat(none.count()).isZero();
    assertThat(none.hasAfter()).isFalse();
    assertThat(none.turn(1)).isFalse();
  }
}
