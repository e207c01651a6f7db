package org.loupe.workbench.internal.importing;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;
import org.loupe.workbench.internal.widgets.Ids;

/** A row of three columns: what is wanted, the path, and a button that opens a dialog for it. */
final class FileField {
  private final Label label;
  private final Text text;
  private final Button browse;

  /**
   * Adds the row.
   *
   * @param parent of a grid of three columns
   * @param endings of the files that the dialog shows, or null for folders
   */
  FileField(
      Composite parent,
      String id,
      String name,
      @Nullable String endings,
      String hint,
      Runnable changed) {
    label = new Label(parent, SWT.NONE);
    label.setText(name);
    label.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
    text = new Text(parent, SWT.BORDER);
    text.setMessage(hint);
    GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
    data.widthHint = 420;
    text.setLayoutData(data);
    text.addListener(SWT.Modify, event -> changed.run());
    Ids.mark(text, id, name);
    browse = new Button(parent, SWT.PUSH);
    browse.setText("Browse…");
    browse.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false));
    browse.addListener(SWT.Selection, event -> browse(name, endings));
    Ids.mark(browse, id + ".browse", "Browse for " + name);
  }

  private void browse(String name, @Nullable String endings) {
    String chosen;
    if (endings == null) {
      DirectoryDialog dialog = new DirectoryDialog(text.getShell(), SWT.SAVE);
      dialog.setText(name);
      chosen = dialog.open();
    } else {
      FileDialog dialog = new FileDialog(text.getShell(), SWT.OPEN);
      dialog.setText(name);
      dialog.setFilterExtensions(new String[] {endings, "*"});
      path().ifPresent(path -> dialog.setFilterPath(String.valueOf(path.getParent())));
      chosen = dialog.open();
    }
    if (chosen != null) {
      text.setText(chosen);
    }
  }

  /** What is written, if it is a path. */
  Optional<Path> path() {
    try {
      return text.getText().isBlank()
          ? Optional.empty()
          : Optional.of(Path.of(text.getText().strip()).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  void show(Path path) {
    text.setText(path.toString());
  }

  void enable(boolean enabled) {
    for (Control control : new Control[] {label, text, browse}) {
      control.setEnabled(enabled);
    }
  }

  void focus() {
    text.setFocus();
  }
}
