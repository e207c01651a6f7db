package org.loupe.workbench.internal.widgets;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/**
 * Fills a composite anew. Whoever works with the keyboard keeps the place: the control with the
 * same id as the one that had the focus has it afterwards.
 */
public final class Refill {
  private Refill() {}

  /**
   * Disposes of everything in a composite and fills it.
   *
   * @param fill makes the new controls and lays them out
   */
  public static void with(Composite composite, Runnable fill) {
    Optional<Object> focused = focused(composite);
    for (Control child : composite.getChildren()) {
      child.dispose();
    }
    fill.run();
    focused.flatMap(id -> find(composite, id)).ifPresent(Control::setFocus);
  }

  private static Optional<Object> focused(Composite composite) {
    return inside(composite).filter(Control::isFocusControl).findFirst().map(Refill::id);
  }

  private static Optional<Control> find(Composite composite, Object id) {
    return inside(composite).filter(control -> id.equals(id(control))).findFirst();
  }

  private static Object id(Control control) {
    return control.getData(Ids.KEY);
  }

  private static Stream<Control> inside(Composite composite) {
    return Arrays.stream(composite.getChildren())
        .flatMap(
            child ->
                child instanceof Composite inner
                    ? Stream.concat(Stream.of(child), inside(inner))
                    : Stream.of(child));
  }
}
