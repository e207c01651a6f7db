package org.loupe.workbench.internal.explorer;

import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** The context menu of the tree. */
final class NodeMenu {
  private final TreeViewer viewer;
  private final NodeActions actions;
  private final Menu menu;

  NodeMenu(TreeViewer viewer, NodeActions actions) {
    this.viewer = viewer;
    this.actions = actions;
    this.menu = new Menu(viewer.getTree());
    menu.addListener(SWT.Show, event -> fill());
    viewer.getTree().setMenu(menu);
  }

  private void fill() {
    for (MenuItem item : menu.getItems()) {
      item.dispose();
    }
    Object node = viewer.getStructuredSelection().getFirstElement();
    if (node instanceof Node.OfCheckpoint checkpoint && checkpoint.entry().usable().isPresent()) {
      boolean compared = actions.isCompared(checkpoint);
      item(compared ? "Remove from comparison" : "Compare", () -> actions.toggle(checkpoint));
      if (compared) {
        item("Make it the baseline", () -> actions.baseline(checkpoint));
      }
    } else if (node instanceof Node.OfMethod method && method.method().view() != null) {
      item("Open view", () -> actions.open(method));
    } else if (node instanceof Node.OfDataset dataset) {
      item("Look at this dataset", () -> actions.open(dataset));
    } else if (node instanceof Node.OfSlice slice) {
      item("Analyse these windows", () -> actions.open(slice));
      edit("Rename slice…\tF2", () -> actions.rename(slice, viewer.getTree().getShell()));
      edit("Delete slice\tDel", () -> actions.delete(slice, viewer.getTree().getShell()));
    } else if (node instanceof Node.OfResult result) {
      item("Open in its view", () -> actions.open(result));
      item("Show its files", () -> actions.showFiles(result.listed().result().folder()));
      item("Export…", () -> actions.export(result, viewer.getTree().getShell()));
      edit("Delete result\tDel", () -> actions.delete(result, viewer.getTree().getShell()));
    } else if (node instanceof Node.OfDamaged damaged) {
      item("Show its files", () -> actions.showFiles(damaged.damaged().folder()));
      edit("Delete result\tDel", () -> actions.delete(damaged, viewer.getTree().getShell()));
    }
  }

  /** An action that changes the project: it stays in sight where that may only be read. */
  private void edit(String text, Runnable action) {
    MenuItem item = item(text, action);
    actions
        .readOnly()
        .ifPresent(
            why -> {
              item.setEnabled(false);
              item.setText(text.replaceFirst("\t.*", "") + " (the project is read-only)");
              item.setToolTipText(why);
            });
  }

  private MenuItem item(String text, Runnable action) {
    MenuItem item = new MenuItem(menu, SWT.PUSH);
    item.setText(text);
    item.addListener(SWT.Selection, event -> action.run());
    return item;
  }
}
