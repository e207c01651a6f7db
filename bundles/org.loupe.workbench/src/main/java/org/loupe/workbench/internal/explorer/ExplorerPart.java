package org.loupe.workbench.internal.explorer;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.loupe.model.Checkpoint;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.views.MethodList;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;

/** The tree of what the project holds and which methods fit it. */
public final class ExplorerPart {
  private final WorkbenchCore core;
  private final MethodList methods;
  private final NodeActions actions;
  private final TreeViewer viewer;
  private final Contents.Provider contents = new Contents.Provider();
  private boolean chosen;
  private final Observed<Map<Path, Long>> sizes = new Observed<>(Map.of());

  /** Made by e4. */
  @Inject
  public ExplorerPart(
      Composite parent,
      WorkbenchCore core,
      MethodList methods,
      NodeActions actions,
      Themes themes) {
    this.core = core;
    this.methods = methods;
    this.actions = actions;
    this.viewer = new TreeViewer(parent, SWT.SINGLE | SWT.FULL_SELECTION);
    NodeIcons icons = new NodeIcons(parent.getDisplay(), core.compare(), themes);
    viewer.getTree().addDisposeListener(event -> icons.dispose());
    viewer.setContentProvider(contents);
    viewer.setLabelProvider(new NodeLabels(new Words(core), icons, themes, sizes::get));
    ColumnViewerToolTipSupport.enableFor(viewer);
  }

  @PostConstruct
  void start(Themes themes) {
    Tree tree = viewer.getTree();
    Ids.mark(tree, "explorer.tree", "Explorer");
    viewer.setInput(core);
    viewer.addDoubleClickListener(
        event -> actions.open((Node) viewer.getStructuredSelection().getFirstElement()));
    tree.addListener(SWT.MouseDown, this::clicked);
    tree.addListener(SWT.KeyDown, this::key);
    tree.addListener(SWT.FocusIn, event -> later(this::deselect));
    new NodeMenu(viewer, actions);
    CheckpointDrag.from(viewer);
    Follow.observed(tree, core.workspace().project(), this::projectChanged);
    Follow.observed(tree, methods.installed(), now -> update());
    Follow.observed(tree, core.workspace().slices(), now -> update());
    Follow.observed(tree, core.results().listed(), now -> update());
    Follow.observed(tree, core.results().damaged(), now -> update());
    Follow.observed(tree, core.workspace().unusable(), now -> viewer.refresh());
    Follow.observed(tree, core.workspace().dataset(), now -> viewer.refresh());
    Follow.observed(tree, core.compare().comparison(), now -> viewer.refresh());
    Follow.observed(tree, themes.current(), now -> viewer.refresh());
  }

  @Focus
  void focus() {
    viewer.getTree().setFocus();
    core.results().refresh();
  }

  private void projectChanged(Loading<OpenProject> project) {
    update();
    deselect();
    project.value().ifPresent(open -> core.files().execute(() -> sizes.set(sizes(open))));
  }

  private void update() {
    contents.show(
        new Contents(
            core.workspace().project().get().value(),
            core.workspace().slices().get(),
            methods.installed().get(),
            core.results().listed().get(),
            core.results().damaged().get()));
    viewer.refresh();
    viewer.expandAll();
  }

  /** The toolkit selects the first line by itself, until people have chosen one. */
  private void deselect() {
    if (!chosen) {
      viewer.getTree().deselectAll();
    }
  }

  private void later(Runnable task) {
    Follow.later(viewer.getTree(), task);
  }

  private void clicked(Event event) {
    chosen = true;
    TreeItem item = viewer.getTree().getItem(new Point(event.x, event.y));
    if (event.button == 1 && item != null && item.getImageBounds(0).contains(event.x, event.y)) {
      actions.toggle((Node) item.getData());
    }
  }

  private void key(Event event) {
    chosen = true;
    if (event.character == ' '
        && viewer.getStructuredSelection().getFirstElement() instanceof Node node) {
      actions.toggle(node);
      event.doit = false;
    } else if (event.keyCode == SWT.DEL
        && viewer.getStructuredSelection().getFirstElement() instanceof Node.OfDamaged damaged) {
      actions.delete(damaged, viewer.getTree().getShell());
    } else if (event.keyCode == SWT.DEL
        && viewer.getStructuredSelection().getFirstElement() instanceof Node.OfResult result) {
      actions.delete(result, viewer.getTree().getShell());
    } else if (viewer.getStructuredSelection().getFirstElement() instanceof Node.OfSlice slice) {
      if (event.keyCode == SWT.DEL) {
        actions.delete(slice, viewer.getTree().getShell());
      } else if (event.keyCode == SWT.F2) {
        actions.rename(slice, viewer.getTree().getShell());
      }
    }
  }

  private static Map<Path, Long> sizes(OpenProject open) {
    Map<Path, Long> sizes = new HashMap<>();
    for (Checkpoint checkpoint : open.usable()) {
      try {
        sizes.put(checkpoint.file(), Files.size(checkpoint.file()));
      } catch (IOException e) {
        // A file that is gone has no size; opening it says so.
        sizes.remove(checkpoint.file());
      }
    }
    return Map.copyOf(sizes);
  }
}
