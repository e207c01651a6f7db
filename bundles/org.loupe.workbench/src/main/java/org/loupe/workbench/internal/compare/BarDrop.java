package org.loupe.workbench.internal.compare;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Checkpoint;

/**
 * Takes checkpoints that are dragged from the explorer, and files, at the place under the pointer,
 * which a line marks.
 */
final class BarDrop extends DropTargetAdapter {
  private final Composite bar;
  private final Function<Point, Rectangle> edge;
  private final BiConsumer<Checkpoint, Point> onCheckpoint;
  private final BiConsumer<List<Path>, Point> onFiles;
  private @Nullable Rectangle marked;

  /**
   * @param edge where in the bar the line stands for a pointer there
   * @param onCheckpoint is given a checkpoint and where in the bar it was dropped
   * @param onFiles is given files and where in the bar they were dropped
   */
  BarDrop(
      Composite bar,
      Function<Point, Rectangle> edge,
      BiConsumer<Checkpoint, Point> onCheckpoint,
      BiConsumer<List<Path>, Point> onFiles) {
    this.bar = bar;
    this.edge = edge;
    this.onCheckpoint = onCheckpoint;
    this.onFiles = onFiles;
    DropTarget target = new DropTarget(bar, DND.DROP_COPY | DND.DROP_DEFAULT | DND.DROP_LINK);
    target.setTransfer(
        new Transfer[] {LocalSelectionTransfer.getTransfer(), FileTransfer.getInstance()});
    target.addDropListener(this);
    bar.addListener(SWT.Paint, event -> paint(event.gc));
  }

  @Override
  public void dragEnter(DropTargetEvent drag) {
    drag.detail = DND.DROP_COPY;
  }

  @Override
  public void dragOver(DropTargetEvent drag) {
    mark(edge.apply(bar.toControl(drag.x, drag.y)));
  }

  @Override
  public void dragLeave(DropTargetEvent drag) {
    mark(null);
  }

  @Override
  public void drop(DropTargetEvent drop) {
    mark(null);
    if (drop.data instanceof String[] names) {
      onFiles.accept(Arrays.stream(names).map(Path::of).toList(), bar.toControl(drop.x, drop.y));
    } else if (drop.data instanceof IStructuredSelection selection
        && selection.getFirstElement() instanceof Checkpoint checkpoint) {
      onCheckpoint.accept(checkpoint, bar.toControl(drop.x, drop.y));
    }
  }

  private void mark(@Nullable Rectangle line) {
    if (!Objects.equals(marked, line)) {
      marked = line;
      bar.redraw();
    }
  }

  private void paint(GC gc) {
    Rectangle line = marked;
    if (line != null) {
      gc.setBackground(bar.getForeground());
      gc.fillRectangle(line);
    }
  }
}
