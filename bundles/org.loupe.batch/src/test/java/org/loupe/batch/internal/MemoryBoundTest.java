package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.project.Project;
import org.loupe.project.internal.Families;
import org.loupe.project.internal.FileProjects;

@DisplayName("The memory that is said before a run of the demo")
class MemoryBoundTest {
  private static final long GB = 1_000_000_000;

  @TempDir Path state;

  private final MemoryBound bound = new MemoryBound(2 * GB, 6 * GB, 2, 2);

  private List<Unit> units(int each, int comparisons) throws BadInputException {
    Project demo = new FileProjects(new Families(state)).open(Path.of("../../product/demo"));
    Windows windows = Windows.all(demo.dataset("test", Progress.none()));
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (String name : demo.checkpoints()) {
      checkpoints.add(demo.checkpoint(name));
    }
    InstalledMethod<?, ?> single = Loupe.needing(Info.Need.EXPLAINED_INPUT);
    InstalledMethod<?, ?> several =
        new ComparisonMethod<>(new DifferenceAnalyzer(), null, "bundle.difference");
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      Checkpoint one = checkpoints.get(i % checkpoints.size());
      units.add(new Unit(single, List.of(one), windows, i, Map.of()));
    }
    for (int i = 0; i < comparisons; i++) {
      units.add(new Unit(several, checkpoints, windows, i, Map.of()));
    }
    return units;
  }

  @ParameterizedTest(name = "{0}: {3} MB in truth")
  @DisplayName("is no less than was measured, and not much more than twice as much")
  @CsvSource({
    "one slow result, 1, 0, 484",
    "activations of every checkpoint, 3, 0, 1132",
    "six methods on every checkpoint, 18, 0, 1294",
    "four comparisons, 0, 4, 847"
  })
  void demo(String recipe, int each, int comparisons, long measured) throws BadInputException {
    long bytes = bound.bytes(units(each, comparisons));
    assertThat(bytes).as(recipe).isBetween(measured * 1_000_000, measured * 2_200_000);
  }

  @Test
  @DisplayName("grows with windows, and never beyond what Java and the engine may have")
  void grows() throws BadInputException {
    Unit all = units(1, 0).get(0);
    Unit few = all.on(new Windows(all.windows().dataset(), new int[] {0}));
    assertThat(bound.bytes(List.of(few))).isLessThan(bound.bytes(List.of(all)));
    MemoryBound narrow = new MemoryBound(GB / 100, GB / 10, 2, 2);
    assertThat(narrow.bytes(List.of(all))).isLessThan(GB / 2);
  }
}
