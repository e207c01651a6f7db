package org.loupe.workbench.internal.windows;

import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.loupe.analysis.Selection;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.plots.swt.Letters;
import org.loupe.project.WindowExpression;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WindowChoice;
import org.loupe.workbench.internal.core.WindowFacts;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.core.Workspace;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.LastFocus;
import org.loupe.workbench.internal.widgets.Styles;
import org.loupe.workbench.internal.widgets.Tips;

/** The windows of the chosen dataset: a click analyses one, a set of them, or all again. */
public final class WindowsPart {
  private static final Logger LOG = System.getLogger(WindowsPart.class.getName());

  /** Id of the method that shows a single window. */
  private static final String WINDOW = "window";

  /** Id of the method that says what was predicted of every window. */
  private static final String PREDICTIONS = "heads";

  private static final String EARLIER = "earlier";
  private static final String LATER = "later";

  private final WorkbenchCore core;
  private final Workspace workspace;
  private final ChosenSentence chosen;
  private final Link predict;
  private final Link all;
  private final Link pick;
  private final Link save;
  private final Text filter;
  private final Label count;
  private final Link turn;
  private final Label problem;
  private final WindowGrid table;
  private final LastFocus lastFocus;
  private final Runnable refilter;
  private int question;
  private WindowOrder order = WindowOrder.NONE;

  /** The choice whose row was brought into view; others may have scrolled since. */
  private Optional<WindowChoice> inView = Optional.empty();

  /** What is selected in the figures; the table shows only these where they are several. */
  private Set<Integer> selected = Set.of();

  /** Made by e4. */
  @Inject
  public WindowsPart(Composite parent, WorkbenchCore core) {
    this.core = core;
    this.workspace = core.workspace();
    Composite frame = new Composite(parent, SWT.NONE);
    lastFocus = new LastFocus(frame);
    GridLayout layout = new GridLayout(3, false);
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    layout.verticalSpacing = 2;
    layout.horizontalSpacing = 12;
    frame.setLayout(layout);
    chosen = new ChosenSentence(frame, core);
    chosen.control().setLayoutData(indented(new GridData(SWT.FILL, SWT.CENTER, true, false)));
    LinkLine line = new LinkLine(frame, layout.horizontalSpacing);
    line.control().setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
    pick = line.link("windows.pick", "<a>Choose these</a>", clicked -> pick());
    pick.setToolTipText("Analyses the windows that are selected in the figures.");
    LinkLine.show(pick, false);
    all =
        line.link("windows.all", "<a>Choose all windows</a>", clicked -> choose(WindowChoice.ALL));
    save = line.link("windows.save", "<a>Save as slice…</a>", clicked -> save());
    predict = line.link("windows.predict", "<a>Show predictions</a>", clicked -> predict());
    predict.setToolTipText(
        "Opens the view of the prediction heads and computes them for all windows.");
    count = line.words("windows.count");
    turn = line.link("windows.turn", "", this::turn);
    turn.setToolTipText("The table shows " + RowPages.ROWS + " rows at a time.");
    filter = new Text(frame, SWT.SEARCH | SWT.ICON_CANCEL);
    filter.setMessage("Filter: operation=face & error(type)");
    GridData filterData = new GridData(SWT.END, SWT.CENTER, false, false);
    filterData.widthHint = Letters.room(filter, 300);
    filter.setLayoutData(filterData);
    Ids.mark(filter, "windows.filter", "Filter windows");
    problem = Styles.style(new Label(frame, SWT.WRAP), Styles.PROBLEM);
    problem.setLayoutData(indented(new GridData(SWT.FILL, SWT.CENTER, true, false, 3, 1)));
    Ids.mark(problem, "windows.problem");
    table = new WindowGrid(frame, this::selected, () -> core.views().open(WINDOW), this::order);
    table.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 3, 1));
    table.control().addListener(SWT.KeyDown, this::typed);
    table.onTurn(this::turned);
    turned();
    filter.addListener(SWT.KeyDown, this::leave);
    say("");
    refilter = Follow.coalesced(frame, this::filter);
    filter.addListener(SWT.Modify, event -> refilter.run());
    Follow.observed(frame, workspace.facts(), facts -> show(facts));
    Follow.observed(frame, workspace.dataset(), data -> show(workspace.facts().get()));
    Follow.observed(frame, workspace.dataset(), data -> show(workspace.windows().get()));
    Follow.observed(frame, workspace.windows(), this::show);
    Follow.observed(frame, workspace.currentWindow(), table::mark);
    Follow.observed(frame, core.methods(), methods -> show(workspace.facts().get()));
    Follow.observed(frame, core.selection().selection(), this::follow);
  }

  /** Sentences are as wide as there is room and wrap. */
  private static GridData indented(GridData data) {
    data.horizontalIndent = 10;
    data.widthHint = 100;
    return data;
  }

  @Focus
  void focus() {
    lastFocus.restore(table.control());
  }

  private void turn(String link) {
    table.turn(link.equals(EARLIER) ? -1 : 1);
  }

  /** Of very many rows the table shows a page. */
  private void turned() {
    RowPages pages = table.pages();
    String rows = pages.describe();
    turn.setText(
        (pages.hasBefore() ? "<a>" + EARLIER + "</a> " : "")
            + rows
            + (pages.hasAfter() ? " <a>" + LATER + "</a>" : ""));
    LinkLine.show(turn, !rows.isEmpty());
    select(workspace.windows().get());
  }

  private void select(Optional<WindowChoice> choice) {
    choice.ifPresent(c -> table.select(c.isAll() ? new int[0] : c.windows().numbers()));
  }

  /** Letters typed in the table go on in the filter: the toolkit's search asks for every row. */
  private void typed(Event event) {
    boolean plain = (event.stateMask & (SWT.MOD1 | SWT.MOD3)) == 0;
    if (plain && event.character > ' ' && event.character != SWT.DEL) {
      event.doit = false;
      filter.setFocus();
      filter.append(String.valueOf(event.character));
      filter.setSelection(filter.getCharCount());
    }
  }

  /** From the filter down to what it left, or back to all windows. */
  private void leave(Event event) {
    if (event.keyCode == SWT.ARROW_DOWN || event.keyCode == SWT.ESC) {
      event.doit = false;
      if (event.keyCode == SWT.ESC) {
        filter.setText("");
      }
      table.control().setFocus();
    }
  }

  /** Without labels there is still a number per window. */
  private Optional<WindowFacts> facts() {
    Optional<Dataset> data = workspace.dataset().get().value();
    return workspace
        .facts()
        .get()
        .value()
        .filter(facts -> data.filter(now -> now == facts.dataset()).isPresent())
        .or(() -> data.map(now -> WindowFacts.none(now)));
  }

  private void show(Loading<WindowFacts> loading) {
    Optional<WindowFacts> facts = facts();
    table.setColumns(facts.map(WindowFacts::columns).orElse(List.of()));
    table.setOrder(order);
    offerPredictions(facts);
    filter.setToolTipText(facts.map(WindowFilter::help).orElse(null));
    filter();
    String reason = loading instanceof Loading.Failed<?> failed ? failed.sentence() : "";
    table.setRemark(reason);
  }

  /** Says of how many windows predictions are known, unless it is all of them. */
  private void offerPredictions(Optional<WindowFacts> facts) {
    int told = facts.map(known -> known.told().windows()).orElse(0);
    int size = facts.map(known -> known.dataset().size()).orElse(0);
    boolean some = told < size && predicts();
    predict.setText(
        told == 0
            ? "<a>Show predictions</a>"
            : "<a>Predictions of " + told + " of " + size + " windows</a>");
    LinkLine.show(predict, some);
  }

  private void predict() {
    core.views().open(PREDICTIONS);
    core.runs().start(core.runs().open(core.requests().all(PREDICTIONS)));
  }

  /** Whether there is a method that says what checkpoints predict. */
  private boolean predicts() {
    return core.methods().get().flatMap(methods -> methods.find(PREDICTIONS)).isPresent();
  }

  private void show(Optional<WindowChoice> choice) {
    chosen.show(choice);
    LinkLine.show(all, choice.filter(c -> !c.isAll()).isPresent());
    LinkLine.show(save, saving().isPresent());
    Optional<String> refusal = workspace.project().get().value().flatMap(OpenProject::refusal);
    save.setEnabled(refusal.isEmpty());
    save.setToolTipText(refusal.map(Tips::wrap).orElse(null));
    select(choice);
    bringIntoView(choice);
  }

  /** Shows the row of the chosen window, of several that of the current one, once. */
  private void bringIntoView(Optional<WindowChoice> choice) {
    if (choice.equals(inView)) {
      return;
    }
    inView = choice;
    choice
        .filter(some -> !some.isAll())
        .map(WindowChoice::windows)
        .ifPresent(
            windows -> {
              int current = workspace.currentWindow().get();
              boolean isChosen = IntStream.of(windows.numbers()).anyMatch(one -> one == current);
              table.mark(isChosen ? current : windows.numbers()[0]);
            });
  }

  /** Shows what is selected in the figures. */
  private void follow(Selection selection) {
    Set<Integer> now = selection.of(Dimension.WINDOW);
    if (!now.equals(selected)) {
      selected = Set.copyOf(now);
      filter();
      if (selected.size() == 1) {
        table.mark(selected.iterator().next());
      }
    }
  }

  private boolean narrows() {
    return selected.size() > 1;
  }

  /** Analyses what is selected in the figures. */
  private void pick() {
    if (table.rows().length > 0) {
      choose(WindowExpression.of(table.rows()));
    }
  }

  /** Sorts by a column whose header was clicked. */
  private void order(String title) {
    order = order.clicked(title);
    table.setOrder(order);
    filter();
  }

  /** Matching and sorting 100 000 rows is no work for the UI thread. */
  private void filter() {
    int mine = ++question;
    Optional<WindowFacts> facts = facts();
    String text = filter.getText();
    Set<Integer> among = selected;
    WindowOrder by = order;
    if (facts.isEmpty()) {
      table.setRows(new int[0], 0);
      count("");
      say("");
      return;
    }
    core.listing()
        .execute(
            () -> {
              try {
                int[] matching = WindowFilter.apply(text, facts.get());
                int[] wanted =
                    among.size() > 1
                        ? IntStream.of(matching).filter(among::contains).toArray()
                        : matching;
                int[] rows = by.apply(wanted, facts.get());
                answer(mine, () -> match(text, rows, facts.get().dataset().size()));
              } catch (BadInputException e) {
                // The rows stay as they are: people may still be typing.
                answer(mine, () -> say(e.getMessage()));
              }
            });
  }

  private void answer(int mine, Runnable answer) {
    Follow.later(
        filter,
        () -> {
          if (mine == question) {
            answer.run();
          }
        });
  }

  private void match(String text, int[] rows, int size) {
    if (table.setRows(rows, size)) {
      inView = Optional.empty();
    }
    String of = rows.length + " of " + size + " windows";
    count(narrows() ? of + " selected" : text.isBlank() ? "" : of);
    LinkLine.show(pick, narrows() && rows.length > 0);
    say("");
    show(workspace.windows().get());
  }

  private void count(String words) {
    count.setText(words);
    LinkLine.show(count, !words.isEmpty());
  }

  /** What can be saved: the chosen windows, or else those that match the filter. */
  private Optional<SliceDraft> saving() {
    Optional<WindowChoice> choice = workspace.windows().get();
    return choice.isEmpty()
        ? Optional.empty()
        : SliceDraft.of(choice.get(), narrows() ? "" : filter.getText(), table.rows());
  }

  private void save() {
    saving()
        .ifPresent(
            draft ->
                new SliceDialog(
                        save.getShell(),
                        "Save as Slice",
                        "A name for " + draft.words(),
                        "",
                        (name, told) -> core.slices().save(name, draft.windows(), told))
                    .open());
  }

  private void say(String sentence) {
    problem.setText(Styles.plain(sentence));
    ((GridData) problem.getLayoutData()).exclude = sentence.isEmpty();
    problem.setVisible(!sentence.isEmpty());
    problem.getParent().layout();
  }

  private void selected(int current, int[] windows) {
    workspace.currentWindow().set(current);
    choose(WindowExpression.of(windows));
  }

  private void choose(String expression) {
    try {
      workspace.chooseWindows(expression);
    } catch (BadInputException e) {
      // The rows are those of the dataset; only a change of dataset in this moment comes here.
      LOG.log(Level.INFO, "Windows " + expression + " are not chosen.", e);
    }
  }
}
