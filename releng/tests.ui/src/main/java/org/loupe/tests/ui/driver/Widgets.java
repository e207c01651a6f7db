package org.loupe.tests.ui.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;
import org.loupe.plots.swt.FigureCanvas;

/** Finds what is visible, by the id in {@code org.loupe.id}, and says where it is on the screen. */
final class Widgets {
  private static final String ID = "org.loupe.id";
  private static final String TEXT = "org.loupe.text";

  /** Runs on the UI thread and waits. */
  <T> T onUi(Callable<T> task) throws Exception {
    Display display = display();
    List<T> result = new ArrayList<>();
    List<Exception> failure = new ArrayList<>();
    display.syncExec(
        () -> {
          try {
            result.add(task.call());
          } catch (Exception e) {
            failure.add(e);
          }
        });
    if (!failure.isEmpty()) {
      throw failure.get(0);
    }
    return result.get(0);
  }

  /**
   * The only display; it belongs to another thread. The window opens after this bundle has started.
   */
  Display display() {
    return findDisplay().orElseThrow(() -> new NotThereException("there is no display"));
  }

  private static Optional<Display> findDisplay() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Display::findDisplay)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** All visible widgets with an id. */
  List<Widget> identified() {
    return all(widget -> widget.getData(ID) != null);
  }

  /** The visible widget of that id. */
  Optional<Widget> find(String id) {
    return all(widget -> id.equals(widget.getData(ID))).stream().findFirst();
  }

  /** The visible widget of that id, which is there. */
  Widget require(String id) {
    return find(id).orElseThrow(() -> new NotThereException("nothing visible has the id " + id));
  }

  /** Whether it takes part; what is neither a control nor an item of a bar always does. */
  static boolean isEnabled(Widget widget) {
    if (widget instanceof ToolItem item) {
      return item.isEnabled();
    }
    return !(widget instanceof Control control) || control.isEnabled();
  }

  /** The visible tab with that text. */
  Optional<CTabItem> tab(String text) {
    for (Widget widget : all(CTabFolder.class::isInstance)) {
      for (CTabItem item : ((CTabFolder) widget).getItems()) {
        if (item.getText().equals(text)) {
          return Optional.of(item);
        }
      }
    }
    return Optional.empty();
  }

  /** The item of a tree whose text begins so. */
  Optional<TreeItem> item(Tree tree, String text) {
    return item(tree.getItems(), text);
  }

  private static Optional<TreeItem> item(TreeItem[] items, String text) {
    for (TreeItem item : items) {
      if (item.getText().startsWith(text)) {
        return Optional.of(item);
      }
      Optional<TreeItem> below = item(item.getItems(), text);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }

  private List<Widget> all(Predicate<Widget> wanted) {
    List<Widget> found = new ArrayList<>();
    for (Shell shell : display().getShells()) {
      if (shell.isVisible()) {
        collect(shell, wanted, found);
      }
    }
    return found;
  }

  private static void collect(Control control, Predicate<Widget> wanted, List<Widget> found) {
    if (!control.isVisible()) {
      return;
    }
    if (wanted.test(control)) {
      found.add(control);
    }
    if (control instanceof ToolBar bar) {
      for (ToolItem item : bar.getItems()) {
        if (wanted.test(item)) {
          found.add(item);
        }
      }
    }
    if (control instanceof Composite composite) {
      for (Control child : composite.getChildren()) {
        collect(child, wanted, found);
      }
    }
  }

  /** What a person reads on a widget. */
  static String text(Widget widget) {
    if (widget instanceof Label label) {
      return label.getText();
    } else if (widget instanceof Button button) {
      return button.getText();
    } else if (widget instanceof Text text) {
      return text.getText();
    } else if (widget instanceof Combo combo) {
      return combo.getText();
    } else if (widget instanceof Link link) {
      return link.getText();
    } else if (widget instanceof ToolItem item) {
      return item.getText();
    } else if (widget instanceof Shell shell) {
      return shell.getText();
    } else if (widget instanceof Table table) {
      return table.getColumnCount() > 0 && !table.getHeaderVisible() && table.getItemCount() > 0
          ? row(table.getItem(0))
          : table.getItemCount() + " rows";
    } else if (widget instanceof StyledText text) {
      return text.getText();
    } else if (!(widget instanceof FigureCanvas) && widget.getData(TEXT) instanceof String text) {
      return text;
    } else if (widget instanceof Composite composite
        && !(widget instanceof FigureCanvas)
        && !(widget instanceof Shell)) {
      return String.join(
          " ",
          Arrays.stream(composite.getChildren())
              .map(child -> String.valueOf(child.getData(ID)))
              .toList());
    } else if (widget instanceof FigureCanvas canvas) {
      return canvas.description();
    }
    throw new IllegalArgumentException(widget + " has no text");
  }

  /** As {@link #text}, with a word about what cannot be used; empty for what only holds others. */
  static String read(Widget widget) {
    if (widget instanceof Tree tree) {
      return tree.getItemCount() + " items";
    }
    boolean holds =
        widget instanceof Composite
            && !(widget instanceof Combo || widget instanceof Table || widget instanceof StyledText)
            && !(widget instanceof FigureCanvas || widget instanceof Shell)
            && !(widget.getData(TEXT) instanceof String);
    return holds ? "" : text(widget) + (isEnabled(widget) ? "" : " (disabled)");
  }

  /** A line of a list: its cells with tabs between them. */
  private static String row(TableItem item) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < item.getParent().getColumnCount(); i++) {
      cells.add(item.getText(i));
    }
    return String.join("\t", cells);
  }

  /** The middle of a widget on the screen. */
  static Point middle(Widget widget) {
    if (widget instanceof ToolItem item) {
      return middle(item.getParent(), item.getBounds());
    } else if (widget instanceof CTabItem item) {
      return middle(item.getParent(), item.getBounds());
    } else if (widget instanceof Control control) {
      Point size = control.getSize();
      return control.toDisplay(size.x / 2, size.y / 2);
    }
    throw new IllegalArgumentException("cannot point at " + widget);
  }

  private static Point middle(Control parent, Rectangle bounds) {
    return parent.toDisplay(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2);
  }
}
