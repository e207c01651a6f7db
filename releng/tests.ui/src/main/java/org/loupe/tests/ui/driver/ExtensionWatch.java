package org.loupe.tests.ui.driver;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.swt.widgets.Tree;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.ExtensionsListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Measures how soon what an extension adds is in a tree. */
final class ExtensionWatch {
  private static final int PATIENCE = 20_000;

  private final Widgets widgets;
  private final AtomicLong changed = new AtomicLong();
  private @Nullable ServiceRegistration<ExtensionsListener> listening;

  ExtensionWatch(Widgets widgets) {
    this.widgets = widgets;
  }

  /** Waits for the next change from now on. */
  String expect() {
    changed.set(0);
    if (listening == null) {
      BundleContext context = FrameworkUtil.getBundle(ExtensionWatch.class).getBundleContext();
      listening =
          context.registerService(
              ExtensionsListener.class, now -> changed.compareAndSet(0, System.nanoTime()), null);
    }
    return "listening";
  }

  /** From the end of the next change until the item is there. */
  String live(String tree, String text) throws Exception {
    int looks = 0;
    boolean there = false;
    while (!there || changed.get() == 0) {
      if (++looks > PATIENCE) {
        throw new IllegalStateException(tree + " has no " + text);
      }
      Thread.sleep(5);
      there =
          widgets.onUi(
              () ->
                  widgets
                      .find(tree)
                      .flatMap(widget -> widgets.item((Tree) widget, text))
                      .isPresent());
    }
    return (System.nanoTime() - changed.get()) / 1_000_000 + " ms";
  }
}
