package org.loupe.workbench.internal.importing;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.StateDictProposal;
import org.loupe.checkpoint.StateDictProposal.Confidence;
import org.loupe.checkpoint.StateDictProposal.Row;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.project.imports.CardDraft;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.TableColumns;

/** Which tensor of the training checkpoint becomes which of its architecture: to be confirmed. */
final class MappingPage extends WizardPage {
  /** What people are here for comes first. */
  private static final List<Confidence> ORDER =
      List.of(Confidence.MISSING, Confidence.DOUBTFUL, Confidence.SURE, Confidence.KEPT);

  /** As wide as 'only by its place among 15 of the same shape'. */
  private static final int WHY = 370;

  private final ModelImport model;
  private @Nullable Table table;
  private @Nullable Combo other;
  private @Nullable Label summary;

  /** The rows as they are shown. */
  private List<Row> shown = List.of();

  /** What stands in the choice, by name. */
  private List<TensorInfo> candidates = List.of();

  MappingPage(ModelImport model) {
    super("mapping", "Is this how the weights belong?", null);
    this.model = model;
    setDescription(
        "The checkpoint's tensors, paired by name and shape with the architecture's. Go on if the"
            + " doubtful ones are right; choose a row to give it another tensor.");
  }

  /** Whether there is anything to confirm. */
  boolean isNeeded() {
    return proposal()
        .filter(
            proposal -> proposal.count(Confidence.DOUBTFUL) > 0 || !proposal.mapping().isComplete())
        .isPresent();
  }

  private Optional<StateDictProposal> proposal() {
    return model.draft().map(CardDraft::mapping);
  }

  @Override
  public void createControl(Composite parent) {
    Composite area = new Composite(parent, SWT.NONE);
    GridLayout layout = new GridLayout();
    layout.marginWidth = 12;
    layout.marginHeight = 12;
    area.setLayout(layout);
    Table rows = new Table(area, SWT.FULL_SELECTION | SWT.BORDER | SWT.V_SCROLL);
    rows.setHeaderVisible(true);
    GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
    data.heightHint = 300;
    rows.setLayoutData(data);
    TableColumns.add(rows, "Checkpoint", 240);
    TableColumns.add(rows, "Architecture", 320);
    TableColumns.add(rows, "How sure", 85);
    TableColumns.add(rows, "Why", WHY);
    Ids.mark(rows, "import.mapping", "Tensors of the checkpoint and of the architecture");
    rows.addListener(SWT.Selection, event -> offer());
    table = rows;
    choice(area);
    Label text = new Label(area, SWT.WRAP);
    text.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    Ids.mark(text, "import.mapping.summary");
    summary = text;
    setControl(area);
  }

  private void choice(Composite area) {
    Composite line = new Composite(area, SWT.NONE);
    line.setLayout(new GridLayout(2, false));
    line.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    new Label(line, SWT.NONE).setText("Tensor of the checkpoint for the chosen row:");
    Combo combo = new Combo(line, SWT.READ_ONLY | SWT.DROP_DOWN);
    combo.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    combo.setEnabled(false);
    combo.addListener(SWT.Selection, event -> choose());
    Ids.mark(combo, "import.mapping.other", "Tensor of the checkpoint for the chosen row");
    other = combo;
  }

  private Optional<Row> selected() {
    int index = table == null ? -1 : table.getSelectionIndex();
    return index < 0 || index >= shown.size() ? Optional.empty() : Optional.of(shown.get(index));
  }

  /** Offers what could stand in the chosen row. */
  private void offer() {
    Combo combo = other;
    Optional<Row> row = selected();
    Optional<StateDictProposal> proposal = proposal();
    if (combo == null || proposal.isEmpty()) {
      return;
    }
    candidates = row.map(proposal.get()::candidates).orElse(List.of());
    combo.setItems(candidates.stream().map(TensorInfo::name).toArray(String[]::new));
    row.map(Row::stored).ifPresent(stored -> combo.setText(stored.name()));
    combo.setEnabled(!candidates.isEmpty());
  }

  private void choose() {
    Combo combo = other;
    Optional<Row> row = selected();
    int index = combo == null ? -1 : combo.getSelectionIndex();
    if (row.isEmpty() || index < 0 || index >= candidates.size()) {
      return;
    }
    String wanted = row.get().wanted().name();
    String stored = candidates.get(index).name();
    TensorInfo former = row.get().stored();
    if (former != null && former.name().equals(stored)) {
      return;
    }
    Optional<String> problem =
        Work.run(
            getContainer(), "Giving the row its tensor", progress -> model.map(wanted, stored));
    // The rows keep their places, or those still in doubt would go out of sight.
    int top = table == null ? 0 : table.getTopIndex();
    List<String> places = shown.stream().map(line -> line.wanted().name()).toList();
    proposal()
        .ifPresent(
            now ->
                show(now, Comparator.comparingInt(line -> places.indexOf(line.wanted().name()))));
    select(wanted);
    if (table != null) {
      table.setTopIndex(top);
    }
    problem.ifPresent(this::setErrorMessage);
  }

  private void select(String wanted) {
    for (int i = 0; i < shown.size() && table != null; i++) {
      if (shown.get(i).wanted().name().equals(wanted)) {
        table.setSelection(i);
      }
    }
    offer();
  }

  @Override
  public void setVisible(boolean visible) {
    if (visible) {
      proposal()
          .ifPresent(
              now -> show(now, Comparator.comparingInt(row -> ORDER.indexOf(row.confidence()))));
    }
    super.setVisible(visible);
  }

  private void show(StateDictProposal proposal, Comparator<Row> order) {
    Table rows = table;
    Label text = summary;
    if (rows == null || text == null) {
      return;
    }
    rows.removeAll();
    shown = proposal.rows().stream().sorted(order).toList();
    for (Row row : shown) {
      new TableItem(rows, SWT.NONE)
          .setText(
              new String[] {
                describe(row.stored()),
                describe(row.wanted()),
                row.confidence().name().toLowerCase(Locale.ROOT),
                row.reason()
              });
    }
    offer();
    boolean complete = proposal.mapping().isComplete();
    text.setText(summary(proposal));
    setErrorMessage(
        complete
            ? null
            : "The weights do not fit this architecture; give each row its tensor, or go back and"
                + " choose the archive of the same model.");
    setPageComplete(complete);
  }

  /** How many there are of each kind that there is. */
  private static String summary(StateDictProposal proposal) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("sure", (int) proposal.count(Confidence.SURE));
    counts.put("doubtful", (int) proposal.count(Confidence.DOUBTFUL));
    counts.put("missing", (int) proposal.count(Confidence.MISSING));
    counts.put("kept as the architecture has them", (int) proposal.count(Confidence.KEPT));
    counts.put("of the checkpoint left out", proposal.leftOver().size());
    return counts.entrySet().stream()
        .filter(count -> count.getValue() > 0)
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", ", "Tensors: ", "."));
  }

  private static String describe(@Nullable TensorInfo tensor) {
    return tensor == null ? "none" : tensor.name() + " " + tensor.describe();
  }
}
