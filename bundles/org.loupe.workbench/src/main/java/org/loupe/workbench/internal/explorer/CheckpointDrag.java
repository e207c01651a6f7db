package org.loupe.workbench.internal.explorer;

import java.util.Optional;
import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.Transfer;
import org.loupe.model.Checkpoint;

/** Lets usable checkpoints be dragged from the tree, to be compared where they are dropped. */
final class CheckpointDrag extends DragSourceAdapter {
  private final TreeViewer viewer;

  private CheckpointDrag(TreeViewer viewer) {
    this.viewer = viewer;
  }

  static void from(TreeViewer viewer) {
    viewer.addDragSupport(
        DND.DROP_COPY,
        new Transfer[] {LocalSelectionTransfer.getTransfer()},
        new CheckpointDrag(viewer));
  }

  @Override
  public void dragStart(DragSourceEvent drag) {
    Optional<Checkpoint> dragged = dragged();
    drag.doit = dragged.isPresent();
    dragged.ifPresent(
        checkpoint ->
            LocalSelectionTransfer.getTransfer().setSelection(new StructuredSelection(checkpoint)));
  }

  @Override
  public void dragSetData(DragSourceEvent drag) {
    drag.data = LocalSelectionTransfer.getTransfer().getSelection();
  }

  @Override
  public void dragFinished(DragSourceEvent drag) {
    LocalSelectionTransfer.getTransfer().setSelection(null);
  }

  private Optional<Checkpoint> dragged() {
    return viewer.getStructuredSelection().getFirstElement() instanceof Node.OfCheckpoint node
        ? node.entry().usable()
        : Optional.empty();
  }
}
