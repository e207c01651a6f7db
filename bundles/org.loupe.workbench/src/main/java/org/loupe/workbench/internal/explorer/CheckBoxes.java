package org.loupe.workbench.internal.explorer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageGcDrawer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Display;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.render.Chip;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.theme.Paints;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.theme.WindowTheme;

/**
 * The boxes before checkpoints: the letter on its colour where it is compared, else empty. The
 * toolkit's own check boxes would stand before every line.
 */
final class CheckBoxes {
  private static final int SIZE = 16;

  private final Display display;
  private final CompareList compare;
  private final Themes themes;
  private final Map<Look, Image> images = new HashMap<>();

  CheckBoxes(Display display, CompareList compare, Themes themes) {
    this.display = display;
    this.compare = compare;
    this.themes = themes;
  }

  /** The box of a line, or null if it has none. */
  @Nullable Image of(Node node) {
    if (node instanceof Node.OfCheckpoint checkpoint && checkpoint.entry().usable().isPresent()) {
      Optional<Chip> chip =
          compare
              .comparison()
              .get()
              .find(checkpoint.entry().name())
              .map(CompareList.Entry::chip);
      Look look = new Look(chip, themes.current().get());
      return images.computeIfAbsent(look, key -> new Image(display, key, SIZE, SIZE));
    }
    return null;
  }

  void dispose() {
    images.values().forEach(Image::dispose);
    images.clear();
  }

  /**
   * What a box looks like.
   *
   * @param chip letter and colour; empty for an empty box
   * @param theme the colours
   */
  private record Look(Optional<Chip> chip, WindowTheme theme) implements ImageGcDrawer {
    @Override
    public void drawOn(GC gc, int width, int height) {
      gc.setAntialias(SWT.ON);
      if (chip.isEmpty()) {
        gc.setForeground(Paints.of(theme.figures().axis()));
        gc.drawRoundRectangle(1, 1, SIZE - 3, SIZE - 3, 4, 4);
        return;
      }
      Color ground = Paints.of(theme.figures().color(chip.get().color()));
      gc.setBackground(ground);
      gc.fillRoundRectangle(0, 0, SIZE, SIZE, 5, 5);
      gc.setForeground(Paints.on(theme.figures().color(chip.get().color())));
      Point letter = gc.textExtent(chip.get().letter());
      gc.drawText(
          chip.get().letter(), (SIZE - letter.x) / 2, (SIZE - letter.y) / 2, true);
    }

    @Override
    public int getGcStyle() {
      return SWT.TRANSPARENT;
    }
  }
}
