package org.loupe.workbench.internal.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.HeadScore.Score;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.project.imports.CardReport;
import org.loupe.project.imports.CardReport.Problem;
import org.loupe.project.imports.CardReport.Severity;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;
import org.loupe.workbench.internal.widgets.TableColumns;

/** How the model does on the data, and where the project goes. */
final class CheckPage extends WizardPage {
  private final ModelImport model;
  private @Nullable Table table;
  private @Nullable Label summary;
  private @Nullable Composite problems;
  private @Nullable Text name;
  private @Nullable FileField folder;

  CheckPage(ModelImport model) {
    super("check", "Does it do as well as you know it does?", null);
    this.model = model;
    setDescription("The model was run on the data. Numbers that surprise you mean a wrong guess.");
    setPageComplete(false);
  }

  @Override
  public void createControl(Composite parent) {
    Composite area = new Composite(parent, SWT.NONE);
    GridLayout layout = new GridLayout(3, false);
    layout.marginWidth = 12;
    layout.marginHeight = 12;
    layout.verticalSpacing = 8;
    area.setLayout(layout);
    summary = wide(new Label(area, SWT.WRAP), "import.check.summary");
    Table rows = new Table(area, SWT.FULL_SELECTION | SWT.BORDER);
    rows.setHeaderVisible(true);
    GridData data = new GridData(SWT.FILL, SWT.FILL, true, true, 3, 1);
    data.heightHint = 180;
    rows.setLayoutData(data);
    TableColumns.add(rows, "Prediction head", 210);
    TableColumns.add(rows, "Output", 120);
    TableColumns.add(rows, "Measure", 90);
    TableColumns.add(rows, "Counting positions", 150);
    TableColumns.add(rows, "All positions", 120);
    TableColumns.add(rows, "Baseline", 160);
    TableColumns.add(rows, "Positions", 150);
    Ids.mark(rows, "import.check.heads", "Prediction heads and how right they are");
    table = rows;
    Composite list = new Composite(area, SWT.NONE);
    list.setLayout(new GridLayout());
    list.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1));
    Ids.mark(list, "import.check.problems");
    problems = list;
    Label label = new Label(area, SWT.NONE);
    label.setText("Name");
    Text text = new Text(area, SWT.BORDER);
    text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
    text.addListener(SWT.Modify, event -> complete());
    Ids.mark(text, "import.name", "Name of the project");
    name = text;
    folder =
        new FileField(
            area,
            "import.folder",
            "Project folder",
            null,
            "made if it is not there",
            this::complete);
    setControl(area);
  }

  private static Label wide(Label label, String id) {
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1);
    data.widthHint = 600;
    label.setLayoutData(data);
    Ids.mark(label, id);
    return label;
  }

  @Override
  public void setVisible(boolean visible) {
    Text text = name;
    FileField place = folder;
    if (visible && text != null && place != null) {
      model.report().ifPresent(this::show);
      if (text.getText().isEmpty()) {
        text.setText(model.name());
        place.show(model.likelyFolder());
      }
    }
    super.setVisible(visible);
  }

  private void show(CardReport report) {
    Table rows = table;
    Label text = summary;
    Composite list = problems;
    if (rows == null || text == null || list == null) {
      return;
    }
    text.setText(
        "On "
            + report.windows()
            + " windows"
            + (report.leftOut() > 0 ? "; " + report.leftOut() + " were left out" : "")
            + (report.problems().isEmpty() ? ". Nothing is wrong." : "."));
    rows.removeAll();
    for (CardReport.Head head : report.heads()) {
      new TableItem(rows, SWT.NONE).setText(row(head));
    }
    for (var child : list.getChildren()) {
      child.dispose();
    }
    for (Problem problem : report.problems()) {
      Label label = new Label(list, SWT.WRAP);
      label.setText(Styles.plain(problem.sentence()));
      Styles.style(label, problem.severity() == Severity.ERROR ? Styles.PROBLEM : Styles.QUIET);
      GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
      data.widthHint = 600;
      label.setLayoutData(data);
    }
    list.requestLayout();
  }

  /** A row of the table. */
  static String[] row(CardReport.Head head) {
    Score masked = head.masked();
    Score all = head.unmasked();
    boolean categorical = head.kind() == Kind.CATEGORICAL;
    if (masked == null || all == null) {
      return new String[] {
        head.name(), shape(head), categorical ? "accuracy" : "MAE", "not known", "", "", ""
      };
    }
    return new String[] {
      head.name(),
      shape(head),
      categorical ? "accuracy" : "MAE",
      number(masked.value()),
      number(all.value()),
      number(masked.baseline()) + (categorical ? " (most frequent)" : " (mean)"),
      masked.positions() + " of " + all.positions()
    };
  }

  private static String shape(CardReport.Head head) {
    return head.shape().length == 0 ? "none" : ArrayChoices.shape(head.shape());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.3f", value);
  }

  private void complete() {
    Optional<Path> place = folder();
    String problem =
        place.isPresent() && Files.exists(place.get().resolve("loupe.json"))
            ? place.get() + " is a project already; choose another folder."
            : null;
    setErrorMessage(problem);
    setPageComplete(
        problem == null
            && place.isPresent()
            && !projectName().isBlank()
            && model.report().isPresent());
  }

  /** Where the project goes. */
  Optional<Path> folder() {
    FileField field = folder;
    return field == null ? Optional.empty() : field.path();
  }

  /** What the project is called. */
  String projectName() {
    Text text = name;
    return text == null ? "" : text.getText().strip();
  }
}
