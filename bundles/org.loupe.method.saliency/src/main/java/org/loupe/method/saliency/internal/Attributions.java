package org.loupe.method.saliency.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.KeptWindows;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.WindowBlock;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Progress;

/** What stays of the attributions of all windows, of which one block after the other comes by. */
final class Attributions {
  private final InputLayout layout;
  private final List<Axis> axes;
  private final KeptWindows kept;
  private final float[] maps;
  private final float[] objective;
  private final WindowSums magnitudes;
  private final @Nullable WindowSums signed;

  /**
   * @param first the value of one window, [1, …]
   * @throws BadInputException if there are more windows than memory has room for a few numbers of
   */
  Attributions(Variant variant, InputLayout layout, int windows, FloatTensor first, Room room)
      throws BadInputException {
    PerWindow.requireRoom(windows, WindowSums.columns(layout) * (variant.isSigned() ? 2L : 1L));
    this.layout = layout;
    this.axes = first.axes();
    this.kept = room.kept(windows, layout);
    this.maps = new float[kept.count() * layout.elements()];
    this.objective = new float[windows];
    this.magnitudes = new WindowSums(layout, windows, true);
    this.signed = variant.isSigned() ? new WindowSums(layout, windows, false) : null;
  }

  /** Takes a block; blocks come in the order of the windows. */
  void add(WindowBlock block, Collector found, Progress progress) {
    System.arraycopy(found.objective(), 0, objective, block.from(), block.size());
    for (int n = 0; n < block.size(); n++) {
      progress.checkCancelled();
      magnitudes.add(found.attribution(), n);
      if (signed != null) {
        signed.add(found.attribution(), n);
      }
      int index = kept.index(block.from() + n);
      if (index >= 0) {
        System.arraycopy(
            found.attribution(),
            n * layout.elements(),
            maps,
            index * layout.elements(),
            layout.elements());
      }
    }
  }

  /** The windows whose attributions are kept one by one. */
  KeptWindows kept() {
    return kept;
  }

  /** The attributions that are kept, [K, …] in the input's shape. */
  FloatTensor maps() {
    List<Axis> all = new ArrayList<>(axes);
    all.set(0, Axis.of(Dimension.WINDOW, kept.count()));
    return new FloatTensor(all, maps);
  }

  /** The target's value, [N]. */
  FloatTensor objective() {
    return FloatTensor.of(objective, Axis.of(Dimension.WINDOW, objective.length));
  }

  /** Of the magnitudes of all windows. */
  WindowSums magnitudes() {
    return magnitudes;
  }

  /** Of all windows with signs; without signs the very same as the magnitudes. */
  WindowSums signed() {
    return signed == null ? magnitudes : signed;
  }
}
