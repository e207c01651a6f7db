package org.loupe.plots.swt;

import java.util.stream.Collectors;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.Accessible;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.loupe.plots.render.Hit;

/** What screen readers say of a canvas: the titles, and what is looked at, else all in words. */
final class CanvasAccessibility {
  private final FigureCanvas canvas;

  CanvasAccessibility(FigureCanvas canvas) {
    this.canvas = canvas;
    Accessible accessible = canvas.getAccessible();
    accessible.addAccessibleListener(
        new AccessibleAdapter() {
          @Override
          public void getName(AccessibleEvent event) {
            event.result = titles();
          }

          @Override
          public void getDescription(AccessibleEvent event) {
            event.result = canvas.looked().map(Hit::text).orElse(canvas.description());
          }
        });
    accessible.addAccessibleControlListener(
        new AccessibleControlAdapter() {
          @Override
          public void getRole(AccessibleControlEvent event) {
            event.detail = ACC.ROLE_GRAPHIC;
          }
        });
  }

  private String titles() {
    return canvas.panels().stream()
        .map(panel -> panel.figure() == null ? "" : panel.figure().title())
        .filter(title -> !title.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
