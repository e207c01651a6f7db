package org.loupe.workbench.internal.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;

/**
 * Rows whose controls wrap where they do not fit beside each other: layouts that ask for a height
 * without saying how wide it will be leave room for a single row, and the rest is cut off.
 */
public final class Wrapped {
  private Wrapped() {}

  /** Makes a row as high as it has to be at its present width; to be called when that changes. */
  public static void fit(Composite row, int least) {
    GridData place = (GridData) row.getLayoutData();
    int width = row.getSize().x;
    int needed = width == 0 ? 0 : row.computeSize(width, SWT.DEFAULT).y;
    int height = Math.max(least, needed);
    if (place.heightHint != height) {
      place.heightHint = height;
      row.requestLayout();
    }
  }
}
