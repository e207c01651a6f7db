package org.loupe.workbench.internal.importing;

import java.util.List;
import java.util.function.IntConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** The cells of a form of five columns, added one after the other. */
final class FormCells {
  static final int COLUMNS = 5;
  private static final int QUIET_WIDTH = 280;

  private final Composite form;

  FormCells(Composite parent) {
    form = new Composite(parent, SWT.NONE);
    GridLayout layout = new GridLayout(COLUMNS, false);
    layout.marginWidth = 12;
    layout.marginHeight = 12;
    layout.horizontalSpacing = 12;
    layout.verticalSpacing = 6;
    form.setLayout(layout);
  }

  Composite control() {
    return form;
  }

  /** All columns but the first, for several things. */
  Composite row() {
    Composite row = new Composite(form, SWT.NONE);
    row.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS - 1, 1));
    return row;
  }

  /** Across the form, above what belongs to it. */
  void heading(String text) {
    Label label = Styles.style(new Label(form, SWT.NONE), Styles.HEADING);
    label.setText(text);
    GridData data = new GridData(SWT.FILL, SWT.BOTTOM, true, false, COLUMNS, 1);
    data.verticalIndent = 8;
    label.setLayoutData(data);
  }

  /** A word or two. */
  void label(String text) {
    label(form, text);
  }

  /** The same elsewhere. */
  static void label(Composite parent, String text) {
    Label label = new Label(parent, SWT.NONE);
    label.setText(Styles.plain(text));
    label.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
  }

  /** Sentences across the form, in a style or none. */
  void wide(String text, String style) {
    Label label = new Label(form, SWT.WRAP);
    label.setText(Styles.plain(text));
    if (!style.isEmpty()) {
      Styles.style(label, style);
    }
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, COLUMNS, 1);
    data.widthHint = 600;
    label.setLayoutData(data);
  }

  /** A quiet sentence in one column. */
  void quiet(String text) {
    Label label = Styles.style(new Label(form, SWT.WRAP), Styles.QUIET);
    label.setText(Styles.plain(text));
    GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
    data.widthHint = QUIET_WIDTH;
    label.setLayoutData(data);
  }

  /** A choice, of which who chooses is told. */
  void combo(String id, List<String> texts, int chosen, IntConsumer selected) {
    Combo combo = new Combo(form, SWT.READ_ONLY);
    combo.setItems(texts.toArray(String[]::new));
    combo.select(chosen);
    combo.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false));
    combo.addListener(
        SWT.Selection,
        event -> {
          if (combo.getSelectionIndex() >= 0) {
            selected.accept(combo.getSelectionIndex());
          }
        });
    Ids.mark(combo, id, id.substring(id.indexOf('.') + 1).replace('.', ' '));
  }
}
