package org.loupe.workbench.internal.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.loupe.model.ArrayReference;
import org.loupe.model.Dataset;
import org.loupe.model.Dataset.ArrayInfo;
import org.loupe.model.InputCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.Guess;
import org.loupe.project.imports.ImportedData;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** A drafted card as a form: inputs, prediction heads, windows, then all guesses. */
final class CardForm {
  private static final String NONE = "none";
  private static final int AXES_WIDTH = 150;
  private static final List<Kind> KINDS = List.of(Kind.CATEGORICAL, Kind.REGRESSION);

  private final FormCells cells;
  private final Dataset dataset;
  private final Owner owner;
  private final CardFields fields;
  private CardDraft draft;

  /** Who shows the form. */
  interface Owner {
    /** Takes the draft with something chosen; the form is to be made anew. */
    void edited(CardDraft changed);

    /** Takes the draft with something written; the form stays. */
    void typed(CardDraft changed);

    /** Takes an argument of forward and the array that is to feed it. */
    void fed(String argument, String array);

    /** Takes what cannot be read of what was written, or that all can be. */
    void problem(Optional<String> sentence);
  }

  /** Makes the form. */
  CardForm(Composite parent, CardDraft draft, ImportedData data, Owner owner) {
    this.draft = draft;
    this.dataset = data.dataset();
    this.owner = owner;
    fields = new CardFields(owner::problem);
    cells = new FormCells(parent);
    inputs();
    heads();
    windows();
    unanswered(data.remarks());
    cells.heading("Every guess");
    GuessTable.add(cells.control(), draft.guesses());
  }

  Composite control() {
    return cells.control();
  }

  private void inputs() {
    cells.heading("Inputs: the arguments of forward, and the arrays that feed them");
    List<String> arrays = ArrayChoices.rows(dataset);
    List<String> shown =
        arrays.stream().map(name -> name + "  " + dataset.arrays().get(name)).toList();
    for (int i = 0; i < draft.card().inputs().size(); i++) {
      InputCard input = draft.card().inputs().get(i);
      cells.label(input.name());
      inputAxes(input, i);
      cells.label(input.optional() ? "optional" : "");
      int chosen = arrays.indexOf(input.data().array());
      cells.combo(
          "import.input." + input.name(),
          shown,
          chosen,
          index -> {
            if (index != chosen) {
              owner.fed(input.name(), arrays.get(index));
            }
          });
      why("/inputs/" + i + "/data");
    }
  }

  private void inputAxes(InputCard input, int index) {
    ArrayInfo info = dataset.arrays().get(input.data().array());
    int rank = info == null ? 0 : info.shape().length;
    fields.add(
        cells.control(),
        "import.input." + input.name() + ".axes",
        "Axes of " + input.name(),
        CardText.axes(input.axes()),
        AXES_WIDTH,
        because("/inputs/" + index + "/axes"),
        text ->
            typed(CardEdits.inputAxes(draft, index, CardText.axes(text, rank), input.channels())));
  }

  private void typed(CardDraft changed) {
    draft = changed;
    owner.typed(changed);
  }

  private void heads() {
    cells.heading("Prediction heads: what the model predicts, and the true values");
    List<PredictionHead> heads = draft.card().heads();
    for (int i = 0; i < heads.size(); i++) {
      head(heads.get(i), i);
    }
    if (heads.isEmpty()) {
      cells.wide("None is known.", Styles.PROBLEM);
    }
  }

  private void head(PredictionHead head, int index) {
    int[] shape = ArrayChoices.shape(draft, head);
    cells.label(head.name());
    cells.label(shape.length == 0 ? "shape not known" : ArrayChoices.shape(shape));
    int units = shape.length == 0 ? head.labels().size() : shape[shape.length - 1];
    cells.combo(
        "import.head." + head.name() + ".kind",
        List.of("categorical", "regression"),
        KINDS.indexOf(head.kind()),
        chosen -> {
          if (KINDS.get(chosen) != head.kind()) {
            owner.edited(CardEdits.kind(draft, index, KINDS.get(chosen), Math.max(1, units)));
          }
        });
    List<ArrayReference> targets = new ArrayList<>(ArrayChoices.targets(dataset, shape));
    ArrayReference target = head.target();
    if (target != null && !targets.contains(target)) {
      targets.add(0, target);
    }
    List<String> shown = new ArrayList<>(List.of(NONE));
    targets.forEach(each -> shown.add(ArrayChoices.text(each)));
    cells.combo(
        "import.head." + head.name() + ".target",
        shown,
        target == null ? 0 : targets.indexOf(target) + 1,
        chosen ->
            owner.edited(
                CardEdits.target(draft, index, chosen == 0 ? null : targets.get(chosen - 1))));
    why("/heads/" + index + "/target");
    written(head, index, shape);
  }

  /** What one writes of a head: axes, names, and which positions count. */
  private void written(PredictionHead head, int index, int[] shape) {
    boolean categorical = head.kind() == Kind.CATEGORICAL;
    String names = categorical ? "classes" : "values";
    int count = shape.length == 0 ? 0 : shape[shape.length - 1];
    String id = "import.head." + head.name();
    String key = "/heads/" + index;
    cells.label("");
    Composite row = cells.row();
    GridLayout layout = new GridLayout(6, false);
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    row.setLayout(layout);
    FormCells.label(row, "axes");
    fields.add(
        row,
        id + ".axes",
        "Axes of " + head.name(),
        CardText.axes(head.axes()),
        AXES_WIDTH,
        because(key + "/axes"),
        text -> typed(CardEdits.axes(draft, index, CardText.axes(text, shape.length))));
    FormCells.label(row, names);
    fields.add(
        row,
        id + ".names",
        (categorical ? "Classes of " : "Values of ") + head.name(),
        CardText.names(head.labels()),
        AXES_WIDTH,
        because(key + "/" + names),
        text ->
            typed(
                CardEdits.labels(
                    draft,
                    index,
                    !categorical && text.isBlank() ? List.of() : CardText.names(text, count))));
    FormCells.label(row, "counts where");
    fields.add(
        row,
        id + ".mask",
        "Positions of " + head.name() + " that count",
        CardText.masks(head.mask()),
        AXES_WIDTH,
        "Empty: all positions count. " + because(key + "/mask"),
        text -> typed(CardEdits.mask(draft, index, CardText.masks(text, dataset))));
  }

  private void windows() {
    cells.heading("Windows: what belongs together, and how they are labelled");
    List<String> arrays = ArrayChoices.perWindow(dataset);
    List<String> shown = new ArrayList<>(List.of(NONE));
    shown.addAll(arrays);
    cells.label("clusters");
    cells.label("[N]");
    cells.label("");
    ArrayReference clusters = draft.card().clusters();
    cells.combo(
        "import.clusters",
        shown,
        clusters == null ? 0 : arrays.indexOf(clusters.array()) + 1,
        chosen ->
            owner.edited(CardEdits.clusters(draft, chosen == 0 ? null : arrays.get(chosen - 1))));
    why("/clusters");
    cells.label("labels");
    Composite row = cells.row();
    row.setLayout(new RowLayout());
    for (String array : arrays) {
      Button button = new Button(row, SWT.CHECK);
      button.setText(Styles.plain(array));
      button.setSelection(
          draft.card().labels().values().stream()
              .anyMatch(label -> label.data().array().equals(array)));
      button.addListener(
          SWT.Selection,
          event -> owner.edited(CardEdits.label(draft, array, button.getSelection())));
      Ids.mark(button, "import.label." + array, "Label of windows: " + array);
    }
  }

  private void unanswered(List<String> remarks) {
    cells.heading("Still unanswered (" + draft.open().size() + ")");
    for (Guess guess : draft.open()) {
      cells.wide(guess.why(), "");
    }
    List<String> all = new ArrayList<>(remarks);
    all.addAll(draft.remarks());
    all.forEach(remark -> cells.wide(remark, Styles.QUIET));
  }

  /** Why a place and those below it are as they are, for a tooltip. */
  private String because(String key) {
    return draft.guesses().stream()
        .filter(guess -> guess.key().equals(key) || guess.key().startsWith(key + "/"))
        .map(guess -> GuessText.confidence(guess) + ": " + guess.why())
        .collect(Collectors.joining("\n"));
  }

  /** How sure a place is and why; of what a person has chosen nothing. */
  private void why(String key) {
    cells.quiet(
        draft
            .guess(key)
            .map(guess -> (guess.isOpen() ? "" : GuessText.confidence(guess) + ": ") + guess.why())
            .orElse("chosen by you"));
  }
}
