package org.loupe.workbench.internal.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.Windowing;
import org.loupe.project.imports.TableGuess;
import org.loupe.workbench.internal.widgets.Combos;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** How the rows of a table become windows: every guess, to be corrected. */
final class TablePage extends WizardPage implements Leaving {
  private static final String NONE = "(none)";
  private static final int WIDE = 560;

  private final ModelImport model;
  private @Nullable TableGuess shown;
  private @Nullable Fields fields;

  private record Fields(
      Text length,
      Text stride,
      Combo recording,
      Combo time,
      Text labels,
      Text ignored,
      Label why) {}

  TablePage(ModelImport model) {
    super("table", "How do rows become windows?", null);
    this.model = model;
    setDescription("A row of the table is a time step; consecutive rows make a window.");
  }

  @Override
  public void createControl(Composite parent) {
    Composite area = new Composite(parent, SWT.NONE);
    GridLayout layout = new GridLayout(3, false);
    layout.marginWidth = 12;
    layout.marginHeight = 12;
    layout.verticalSpacing = 10;
    area.setLayout(layout);
    Text length = text(area, "import.length", "Rows of a window", "as many as the model takes");
    Text stride = text(area, "import.stride", "Next window after", "rows");
    Combo recording =
        combo(area, "import.recording", "Recordings", "no window reaches from one into the next");
    Combo time = combo(area, "import.time", "Time", "gives the model the time between rows");
    Text labels =
        text(area, "import.labels", "Labels", "columns to be predicted, with commas between");
    Text ignored = text(area, "import.ignored", "Left out", "columns that the model does not take");
    Label why = Styles.style(new Label(area, SWT.WRAP), Styles.QUIET);
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1);
    data.widthHint = WIDE;
    why.setLayoutData(data);
    Ids.mark(why, "import.table.why");
    fields = new Fields(length, stride, recording, time, labels, ignored, why);
    setControl(area);
  }

  private Text text(Composite area, String id, String name, String hint) {
    label(area, name);
    Text text = new Text(area, SWT.BORDER);
    GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
    data.widthHint = 240;
    text.setLayoutData(data);
    text.addListener(SWT.Modify, event -> check());
    Ids.mark(text, id, name);
    hint(area, hint);
    return text;
  }

  private Combo combo(Composite area, String id, String name, String hint) {
    label(area, name);
    Combo combo = Combos.make(area, SWT.READ_ONLY);
    combo.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    combo.addListener(SWT.Selection, event -> check());
    Ids.mark(combo, id, name);
    hint(area, hint);
    return combo;
  }

  private static void label(Composite area, String name) {
    new Label(area, SWT.NONE).setText(name);
  }

  private static void hint(Composite area, String hint) {
    Styles.style(new Label(area, SWT.NONE), Styles.QUIET).setText(hint);
  }

  @Override
  public void setVisible(boolean visible) {
    if (visible) {
      model.tableGuess().filter(guess -> guess != shown).ifPresent(this::show);
    }
    super.setVisible(visible);
  }

  private void show(TableGuess guess) {
    Fields to = fields;
    if (to == null) {
      return;
    }
    shown = guess;
    Windowing windowing = guess.windowing();
    choices(to.recording(), guess.columns(), windowing.recording());
    choices(to.time(), guess.columns(), windowing.time());
    to.length().setText(Integer.toString(windowing.length()));
    to.stride().setText(Integer.toString(windowing.stride()));
    to.labels().setText(String.join(", ", windowing.labels()));
    to.ignored().setText(String.join(", ", windowing.ignored()));
    String columns = columns(guess.columns());
    to.why().setText(Styles.plain(columns + "\n\n" + String.join("\n", guess.reasons())));
    to.why().requestLayout();
    check();
  }

  private static String columns(List<String> columns) {
    int most = 40;
    return columns.size()
        + " columns: "
        + String.join(", ", columns.subList(0, Math.min(most, columns.size())))
        + (columns.size() > most ? ", …" : "");
  }

  private static void choices(Combo combo, List<String> columns, @Nullable String chosen) {
    List<String> items = new ArrayList<>(List.of(NONE));
    items.addAll(columns);
    combo.setItems(items.toArray(String[]::new));
    combo.select(chosen == null ? 0 : items.indexOf(chosen));
  }

  private void check() {
    try {
      windowing().check();
      setErrorMessage(null);
      setPageComplete(true);
    } catch (BadInputException e) {
      setErrorMessage(e.getMessage());
      setPageComplete(false);
    }
  }

  private Windowing windowing() throws BadInputException {
    Fields from = fields;
    if (from == null) {
      throw new IllegalStateException("the page was not made yet");
    }
    return new Windowing(
        rows(from.length()),
        rows(from.stride()),
        chosen(from.recording()),
        chosen(from.time()),
        names(from.labels()),
        names(from.ignored()),
        Map.of());
  }

  private static int rows(Text text) throws BadInputException {
    try {
      return Integer.parseInt(text.getText().strip());
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "'" + text.getText() + "' is no number of rows; write one such as 64.", e);
    }
  }

  private static @Nullable String chosen(Combo combo) {
    return combo.getSelectionIndex() < 1 ? null : combo.getText();
  }

  private List<String> names(Text text) throws BadInputException {
    List<String> names =
        Arrays.stream(text.getText().split(","))
            .map(String::strip)
            .filter(n -> !n.isEmpty())
            .toList();
    TableGuess guess = shown;
    for (String name : names) {
      if (guess != null && !guess.columns().contains(name)) {
        throw new BadInputException("The table has no column '" + name + "'.");
      }
    }
    return names;
  }

  @Override
  public boolean leave() {
    try {
      model.cut(windowing());
    } catch (BadInputException e) {
      setErrorMessage(e.getMessage());
      return false;
    }
    Optional<String> problem =
        Work.run(getContainer(), "Looking at the model and the data", model::prepare);
    setErrorMessage(problem.orElse(null));
    return problem.isEmpty();
  }
}
