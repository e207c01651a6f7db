package org.loupe.workbench.internal.analysis;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.loupe.plots.render.Chip;
import org.loupe.plots.render.Theme;
import org.loupe.plots.swt.Letters;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.theme.Paints;
import org.loupe.workbench.internal.widgets.Follow;

/** The letter of a checkpoint on its colour. */
final class ChipBadge extends Canvas {
  private static final int SIZE = 16;

  ChipBadge(Composite parent, Chip chip, Observed<Theme> theme) {
    super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
    addListener(SWT.Paint, event -> Paints.badge(event.gc, theme.get(), chip, size()));
    Follow.observed(this, theme, now -> redraw());
  }

  @Override
  public Point computeSize(int widthHint, int heightHint, boolean changed) {
    return new Point(size(), size());
  }

  /** As high as the letters beside it. */
  private int size() {
    return Letters.room(this, SIZE);
  }
}
