package org.loupe.workbench.internal.importing;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.loupe.project.imports.Guess;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.TableColumns;

/** Every guess of a draft that was made: of what, how sure it is, and why. */
final class GuessTable {
  private GuessTable() {}

  /** Adds it to a form, across its columns. */
  static void add(Composite form, List<Guess> guesses) {
    Table table = new Table(form, SWT.FULL_SELECTION | SWT.BORDER);
    table.setHeaderVisible(true);
    GridData data = new GridData(SWT.FILL, SWT.FILL, true, false, FormCells.COLUMNS, 1);
    data.heightHint = 220;
    data.widthHint = 600;
    table.setLayoutData(data);
    TableColumns.add(table, "Place", 170);
    TableColumns.add(table, "Guess", 240);
    TableColumns.add(table, "How sure", 80);
    TableColumns.add(table, "Why", 460);
    Ids.mark(table, "import.guesses", "Every guess");
    for (Guess guess : guesses) {
      if (!guess.isOpen()) {
        new TableItem(table, SWT.NONE)
            .setText(
                new String[] {
                  guess.key(), GuessText.value(guess), GuessText.confidence(guess), guess.why()
                });
      }
    }
  }
}
