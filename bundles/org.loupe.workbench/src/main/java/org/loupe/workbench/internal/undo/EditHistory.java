package org.loupe.workbench.internal.undo;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.operations.DefaultOperationHistory;
import org.eclipse.core.commands.operations.IOperationHistory;
import org.eclipse.core.commands.operations.IUndoableOperation;
import org.eclipse.core.commands.operations.ObjectUndoContext;
import org.eclipse.core.runtime.IStatus;
import org.loupe.workbench.internal.core.Edits;
import org.loupe.workbench.internal.core.Notices;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.core.WorkbenchCore;

/**
 * What can be undone and redone in the open project. Edits are undone on a worker, since some write
 * files, so that nobody waits; one that cannot be undone says why and stays. Thread-safe.
 */
public final class EditHistory {
  private static final Logger LOG = System.getLogger(EditHistory.class.getName());
  private static final int KEPT = 100;

  private final IOperationHistory history = new DefaultOperationHistory();
  private final ObjectUndoContext context = new ObjectUndoContext(this, "project");
  private final Executor worker;
  private final Notices notices;
  private final Observed<Names> names = new Observed<>(Names.NONE);

  /**
   * What the next undo and redo would do.
   *
   * @param undo 'removing slice errors'; empty if there is nothing to undo
   * @param redo likewise
   */
  public record Names(Optional<String> undo, Optional<String> redo) {
    static final Names NONE = new Names(Optional.empty(), Optional.empty());
  }

  /** Follows what is edited; another project begins anew. */
  public EditHistory(WorkbenchCore core) {
    this(core, core.undoing());
  }

  EditHistory(WorkbenchCore core, Executor worker) {
    this(worker, core.notices());
    core.compare().onEdit(this::add);
    core.slices().onEdit(this::add);
    core.checkpoints().onEdit(this::add);
    core.workspace().opened().onChange(now -> clear());
  }

  EditHistory(Executor worker, Notices notices) {
    this.worker = worker;
    this.notices = notices;
    history.setLimit(context, KEPT);
    history.addOperationHistoryListener(event -> names.set(now()));
  }

  /** The names of what can be undone and redone. */
  public Observed<Names> names() {
    return names;
  }

  /** Adds something that was done. */
  void add(Edits.Edit edit) {
    EditOperation operation = new EditOperation(edit);
    operation.addContext(context);
    history.add(operation);
  }

  /** Undoes what was done last, if anything was. */
  public void undo() {
    worker.execute(
        () -> {
          try {
            told(history.undo(context, null, null), "undone");
          } catch (ExecutionException e) {
            LOG.log(Level.ERROR, "Undoing failed.", e);
          }
        });
  }

  /** Does again what was undone last, if anything was. */
  public void redo() {
    worker.execute(
        () -> {
          try {
            told(history.redo(context, null, null), "done again");
          } catch (ExecutionException e) {
            LOG.log(Level.ERROR, "Redoing failed.", e);
          }
        });
  }

  private void told(IStatus status, String what) {
    if (status.getSeverity() == IStatus.ERROR) {
      notices.tell("It cannot be " + what + ": " + status.getMessage());
    }
  }

  private void clear() {
    history.dispose(context, true, true, false);
    names.set(Names.NONE);
  }

  private Names now() {
    return new Names(last(history.getUndoHistory(context)), last(history.getRedoHistory(context)));
  }

  private static Optional<String> last(IUndoableOperation[] operations) {
    return List.of(operations).stream()
        .reduce((before, after) -> after)
        .map(IUndoableOperation::getLabel);
  }
}
