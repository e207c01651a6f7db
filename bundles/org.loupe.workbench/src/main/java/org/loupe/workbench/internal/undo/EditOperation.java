package org.loupe.workbench.internal.undo;

import java.util.Optional;
import org.eclipse.core.commands.operations.AbstractOperation;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.jspecify.annotations.Nullable;
import org.loupe.workbench.internal.core.Edits;

/** An edit as the platform's history keeps it. */
final class EditOperation extends AbstractOperation {
  private final Edits.Edit edit;

  EditOperation(Edits.Edit edit) {
    super(edit.name());
    this.edit = edit;
  }

  @Override
  public IStatus execute(@Nullable IProgressMonitor monitor, @Nullable IAdaptable info) {
    throw new IllegalStateException("an edit is added after it was done");
  }

  @Override
  public IStatus redo(@Nullable IProgressMonitor monitor, @Nullable IAdaptable info) {
    return status(edit.redo().run());
  }

  @Override
  public IStatus undo(@Nullable IProgressMonitor monitor, @Nullable IAdaptable info) {
    return status(edit.undo().run());
  }

  private static IStatus status(Optional<String> problem) {
    return problem
        .<IStatus>map(
            sentence -> new Status(IStatus.ERROR, EditOperation.class.getName(), sentence))
        .orElse(Status.OK_STATUS);
  }
}
