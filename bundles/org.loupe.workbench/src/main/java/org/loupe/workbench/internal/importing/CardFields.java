package org.loupe.workbench.internal.importing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.loupe.model.BadInputException;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Tips;

/** Lines of a card that one writes into; what cannot be read is told while one types. */
final class CardFields {
  private final Map<String, String> problems = new LinkedHashMap<>();
  private final Consumer<Optional<String>> problem;

  /**
   * Makes no field yet.
   *
   * @param problem takes what is wrong in the first field that has something wrong, or that nothing
   *     is
   */
  CardFields(Consumer<Optional<String>> problem) {
    this.problem = problem;
  }

  /** What takes a text that was written. */
  @FunctionalInterface
  interface Reader {
    void read(String text) throws BadInputException;
  }

  /**
   * Adds a field to a grid.
   *
   * @param what it is, as problems and screen readers name it
   * @param why a tooltip: where the value comes from
   */
  void add(
      Composite parent,
      String id,
      String what,
      String value,
      int width,
      String why,
      Reader reader) {
    Text text = new Text(parent, SWT.BORDER | SWT.SINGLE);
    text.setText(value);
    text.setToolTipText(Tips.wrap(why));
    GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
    data.widthHint = width;
    text.setLayoutData(data);
    text.addListener(SWT.Modify, event -> read(id, what, text.getText(), reader));
    Ids.mark(text, id, what);
  }

  private void read(String id, String what, String text, Reader reader) {
    try {
      reader.read(text);
      problems.remove(id);
    } catch (BadInputException e) {
      problems.put(id, what + ": " + e.getMessage());
    }
    problem.accept(problems.values().stream().findFirst());
  }
}
