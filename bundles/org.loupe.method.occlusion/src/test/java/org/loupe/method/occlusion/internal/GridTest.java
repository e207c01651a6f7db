package org.loupe.method.occlusion.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;

@DisplayName("The places of a sliding window")
class GridTest {

  @ParameterizedTest(name = "{0} steps, window {1}, stride {2}: {3} places")
  @CsvSource({
    "8,8,4,1", "8,4,4,2", "8,4,2,3", "9,4,2,4", "9,4,4,3", "1,1,1,1", "8,1,1,8", "7,3,3,3"
  })
  @DisplayName("are as many as Captum has: ceil((size − window) / stride) + 1")
  void count(int steps, int window, int stride, int places) {
    Grid grid = new Grid(steps, 1, new Extent(window, 1), new Extent(stride, 1));
    assertThat(grid.size()).isEqualTo(places);
  }

  @ParameterizedTest
  @CsvSource({"8,3,3,2,2,2", "10,5,4,2,3,1", "3,3,3,3,1,1"})
  @DisplayName("leave out no element, and stay inside")
  void cover(int steps, int units, int w, int v, int s, int r) {
    Grid grid = new Grid(steps, units, new Extent(w, v), new Extent(s, r));
    boolean[] covered = new boolean[steps * units];
    IntStream.range(0, grid.size())
        .mapToObj(grid::place)
        .forEach(
            place -> {
              assertThat(place.toStep()).isBetween(place.fromStep() + 1, steps);
              assertThat(place.toUnit()).isBetween(place.fromUnit() + 1, units);
              for (int t = place.fromStep(); t < place.toStep(); t++) {
                for (int u = place.fromUnit(); u < place.toUnit(); u++) {
                  covered[t * units + u] = true;
                }
              }
            });
    assertThat(covered).doesNotContain(false);
  }

  @Test
  @DisplayName("give an element the mean of all that cover it")
  void average() {
    Grid grid = new Grid(5, 1, new Extent(3, 1), new Extent(1, 1));
    float[] attribution = new float[6];
    grid.average(new float[] {9, 3, 6, 12}, 1, attribution, 1);
    assertThat(attribution).containsExactly(0, 3, 4.5f, 7, 9, 12);
    assertThat(grid.overlaps()).isTrue();
    assertThat(new Grid(6, 1, new Extent(3, 1), new Extent(3, 1)).overlaps()).isFalse();
    assertThat(new Grid(3, 1, new Extent(3, 1), new Extent(1, 1)).overlaps()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "8,0", "0,1", "a,b", "8,1,1", "-1,1", "99999999,1"})
  @DisplayName("are asked for in two numbers from 1")
  void refused(String text) {
    assertThatThrownBy(() -> Extent.parse("strides", text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("strides=" + text)
        .hasMessageContaining("such as 8,1");
  }

  @Test
  @DisplayName("may have blanks in their text")
  void blanks() throws BadInputException {
    assertThat(Extent.parse("strides", " 12 , 3 ")).isEqualTo(new Extent(12, 3));
  }
}
