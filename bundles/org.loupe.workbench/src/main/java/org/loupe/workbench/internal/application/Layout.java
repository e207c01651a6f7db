package org.loupe.workbench.internal.application;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.descriptor.basic.MPartDescriptor;
import org.eclipse.e4.ui.model.application.ui.MUIElement;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.model.application.ui.basic.MPartStack;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.model.application.ui.basic.MWindowElement;
import org.eclipse.e4.ui.workbench.IPresentationEngine;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** Where parts stand at first, and again after a reset. Used on the UI thread. */
public final class Layout {
  private static final String SNIPPET = "loupe.layout";
  private static final String CENTRE = "loupe.stack.centre";
  private static final List<String> FIRST =
      List.of(
          "loupe.part.explorer", "loupe.part.start", "loupe.part.inspector", "loupe.part.windows");
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;
  private static final int LEAST_WIDTH = 720;
  private static final int LEAST_HEIGHT = 480;

  private final MWindow window;
  private final EModelService models;
  private final MApplication application;

  Layout(MApplication application, EModelService models) {
    this.application = application;
    this.models = models;
    this.window = application.getChildren().get(0);
  }

  /** Fills the window unless it was restored. */
  void prepare(Display display) {
    if (window.getChildren().isEmpty()) {
      place(display.getPrimaryMonitor().getClientArea());
      build();
      FIRST.forEach(this::addFirst);
    }
  }

  /** To be called once the window is there: keeps its parts large enough to be of use. */
  void keepUsable() {
    if (window.getWidget() instanceof Shell shell) {
      shell.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT);
    }
  }

  /** Puts open views back where they stood at first; of the other parts the first ones stay. */
  void reset() {
    List<MWindowElement> old = new ArrayList<>(window.getChildren());
    List<MPart> parts = models.findElements(application, null, MPart.class, null);
    build();
    for (MPart part : parts) {
      MPartStack home = home(part.getElementId());
      if (part.isToBeRendered() && (FIRST.contains(part.getElementId()) || isCentre(home))) {
        models.move(part, home);
      } else {
        part.setToBeRendered(false);
      }
    }
    old.forEach(element -> element.setToBeRendered(false));
    window.getChildren().removeAll(old);
    for (String id : FIRST) {
      if (models.find(id, window) == null) {
        addFirst(id);
      }
    }
    models.findElements(window, null, MPartStack.class, null).forEach(Layout::showFirst);
  }

  /**
   * Brings the first part to the front that is open. One that stood behind others since the start
   * has no widgets yet; it gets them when it is selected, but not when it is selected already.
   */
  private static void showFirst(MPartStack stack) {
    stack.getChildren().stream()
        .filter(MUIElement::isToBeRendered)
        .findFirst()
        .ifPresent(
            part -> {
              stack.setSelectedElement(null);
              stack.setSelectedElement(part);
            });
  }

  private static boolean isCentre(MPartStack stack) {
    return stack.getElementId().equals(CENTRE);
  }

  /** As large as planned, or as large as a smaller screen. */
  private void place(Rectangle screen) {
    if (screen.width <= WIDTH || screen.height <= HEIGHT) {
      window.getTags().add(IPresentationEngine.WINDOW_MAXIMIZED_TAG);
    }
    int width = Math.min(WIDTH, screen.width);
    int height = Math.min(HEIGHT, screen.height);
    window.setWidth(width);
    window.setHeight(height);
    window.setX(screen.x + (screen.width - width) / 2);
    window.setY(screen.y + (screen.height - height) / 2);
  }

  private void build() {
    window.getChildren().add((MWindowElement) models.cloneSnippet(application, SNIPPET, window));
  }

  private void addFirst(String id) {
    MPartDescriptor descriptor = models.getPartDescriptor(id);
    MPart part = models.createPart(descriptor);
    MPartStack stack = home(id);
    stack.getChildren().add(part);
    stack.setSelectedElement(part);
  }

  /** The stack that a part's descriptor names; the centre for parts whose method is gone. */
  private MPartStack home(String id) {
    MPartDescriptor descriptor = models.getPartDescriptor(id);
    String stack = descriptor == null ? CENTRE : descriptor.getCategory();
    List<MPartStack> found = models.findElements(window, null, MPartStack.class, List.of(stack));
    // The newest: during a reset the old layout still stands before it.
    return found.get(found.size() - 1);
  }
}
