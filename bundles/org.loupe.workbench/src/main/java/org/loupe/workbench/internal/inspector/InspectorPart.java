package org.loupe.workbench.internal.inspector;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.model.Checkpoint;
import org.loupe.model.ModelCard;
import org.loupe.plots.swt.Letters;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.core.MethodChanges;
import org.loupe.workbench.internal.core.MethodForm;
import org.loupe.workbench.internal.core.WindowChoice;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.LastFocus;
import org.loupe.workbench.internal.widgets.Reveal;
import org.loupe.workbench.internal.widgets.Scrolled;
import org.loupe.workbench.internal.widgets.Styles;

/**
 * Parameters of the active view's method, what the pointer is on, and where the numbers come from.
 * However long that is, Run stays in sight below it, with the help of the field in use.
 */
public final class InspectorPart {
  private static final Logger LOG = System.getLogger(InspectorPart.class.getName());
  private static final int TYPING_PAUSE_MS = 350;
  private static final int MARGIN = 12;

  /** Names beside entries that show a few letters; in a narrower part they stand above them. */
  private static final int SIDE_BY_SIDE = 290;

  /** Entries that show a few letters; a narrower part scrolls. */
  private static final int LEAST_WIDTH = 160;

  private final WorkbenchCore core;
  private final ScrolledComposite scroll;
  private final Composite column;
  private final Composite footer;
  private final Label title;
  private final HelpArea help;
  private final ParameterForm form;
  private final RunButtons buttons;
  private final Details details;
  private final LastFocus focus;
  private final Runnable reform;
  private @Nullable Key shown;
  private @Nullable Subscription changes;

  /** What is not published yet: people may still be typing. */
  private @Nullable Map<String, String> typed;

  private final Runnable publish;

  /** What a form is made of: where one of these differs, it is made anew. */
  private record Key(
      InstalledMethod<?, ?> method, List<Checkpoint> checkpoints, WindowChoice windows) {
    boolean needsSameForm(Key other) {
      return method.equals(other.method)
          && cards().equals(other.cards())
          && windows.windows().dataset() == other.windows.windows().dataset();
    }

    private List<ModelCard> cards() {
      return checkpoints.stream().map(Checkpoint::card).toList();
    }
  }

  /** Made by e4. */
  @Inject
  public InspectorPart(Composite parent, WorkbenchCore core) {
    this.core = core;
    Composite page = new Composite(parent, SWT.NONE);
    GridLayout rows = new GridLayout();
    rows.marginWidth = 0;
    rows.marginHeight = 0;
    rows.verticalSpacing = 0;
    page.setLayout(rows);
    scroll = new ScrolledComposite(page, SWT.V_SCROLL | SWT.H_SCROLL);
    scroll.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    Reveal.onTab(scroll);
    column = new Composite(scroll, SWT.NONE);
    GridLayout layout = new GridLayout();
    layout.marginWidth = MARGIN;
    layout.marginHeight = 10;
    layout.verticalSpacing = 12;
    column.setLayout(layout);
    scroll.setContent(column);
    title = Styles.style(wrapped(), Styles.QUIET);
    Ids.mark(title, "inspector.method");
    Section explain = new Section(column, "Explain");
    Section parameters = new Section(column, "Parameters");
    footer = new Composite(page, SWT.NONE);
    footer.setLayoutData(new GridData(SWT.FILL, SWT.BOTTOM, true, false));
    GridLayout below = new GridLayout();
    below.marginWidth = MARGIN;
    below.marginHeight = 8;
    footer.setLayout(below);
    help = new HelpArea(footer, this::makeRoom);
    form = new ParameterForm(explain, parameters, this::edited, help::show, this::resize);
    publish = this::publish;
    buttons = new RunButtons(footer, core, publish);
    details = new Details(column, core, this::resize);
    focus = new LastFocus(page);
    reform = Follow.coalesced(column, this::reform);
    scroll.addListener(SWT.Resize, event -> resize());
  }

  private Label wrapped() {
    Label label = new Label(column, SWT.WRAP);
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
    data.widthHint = 100;
    label.setLayoutData(data);
    return label;
  }

  @PostConstruct
  void start() {
    Follow.observed(column, core.active().method(), id -> reform.run());
    Follow.observed(column, core.compare().comparison(), comparison -> reform.run());
    Follow.observed(column, core.workspace().windows(), windows -> reform.run());
    MethodChanges installed = new MethodChanges(core.methods(), reform);
    column.addListener(SWT.Dispose, event -> installed.close());
  }

  @Focus
  void focus() {
    focus.restore(column);
  }

  private Optional<Key> key() {
    CompareList.Comparison comparison = core.compare().comparison().get();
    Optional<InstalledMethod<?, ?>> method =
        core.active()
            .method()
            .get()
            .flatMap(id -> core.methods().get().flatMap(m -> m.findInstalled(id)));
    List<Checkpoint> checkpoints =
        method.isPresent() ? checkpoints(comparison, method.get()) : List.of();
    Optional<WindowChoice> windows = core.workspace().windows().get();
    return method.isPresent() && !checkpoints.isEmpty() && windows.isPresent()
        ? Optional.of(new Key(method.get(), checkpoints, windows.get()))
        : Optional.empty();
  }

  /** The baseline; of a comparison, the others after it. */
  private static List<Checkpoint> checkpoints(
      CompareList.Comparison comparison, InstalledMethod<?, ?> method) {
    List<Checkpoint> checkpoints = new ArrayList<>();
    comparison.find(comparison.baseline()).ifPresent(entry -> checkpoints.add(entry.checkpoint()));
    if (method instanceof ComparisonMethod) {
      comparison.entries().stream()
          .filter(entry -> !entry.name().equals(comparison.baseline()))
          .forEach(entry -> checkpoints.add(entry.checkpoint()));
    }
    return checkpoints;
  }

  private void reform() {
    Key now = key().orElse(null);
    if (now != null && shown != null && now.needsSameForm(shown)) {
      return;
    }
    if (now == null) {
      show(null, null);
    } else {
      core.files().execute(() -> make(now));
    }
  }

  private void make(Key key) {
    try {
      MethodForm made = MethodForm.of(key.method(), key.checkpoints(), key.windows().windows());
      Follow.later(column, () -> show(key, made));
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.ERROR, "The parameters of " + key.method().bundle() + " failed.", e);
      Follow.later(
          column,
          () -> {
            show(null, null);
            title.setText(
                "The parameters of bundle " + key.method().bundle() + " cannot be shown: " + e);
            resize();
          });
    }
  }

  private void show(@Nullable Key key, @Nullable MethodForm made) {
    if (key != null && !Objects.equals(key, key().orElse(null))) {
      reform.run();
      return;
    }
    if (key != null && shown != null && key.needsSameForm(shown)) {
      // Asked for twice: the form is there, and people may be at work in it.
      return;
    }
    publish();
    shown = key;
    if (changes != null) {
      changes.close();
      changes = null;
    }
    title.setText(
        key == null
            ? "Open a view to see its parameters."
            : Styles.plain(key.method().info().explains()));
    help.begin(made != null);
    if (key == null || made == null) {
      form.show(null, Map.of());
    } else {
      var edits = core.edits().changes(key.method().info().id());
      // What was chosen for another model may mean nothing for this one.
      edits.update(made::fitting);
      changes = Follow.changes(column, edits, this::changed);
      form.show(made, edits.get());
    }
    buttons.show(key == null ? "" : key.method().info().id());
    resize();
  }

  /** What people are typing at this moment is newer. */
  private void changed(Map<String, String> values) {
    if (typed == null) {
      form.show(values);
    }
  }

  /** A choice counts at once: people may click Run next. */
  private void edited(Map<String, String> values, boolean typing) {
    typed = values;
    if (typing) {
      column.getDisplay().timerExec(TYPING_PAUSE_MS, publish);
    } else {
      publish();
    }
  }

  private void publish() {
    Map<String, String> values = typed;
    if (!column.isDisposed() && shown != null && values != null) {
      typed = null;
      core.edits().changes(shown.method().info().id()).set(values);
    }
  }

  /** The help takes room from what scrolls above it, but not from the field that it is about. */
  private void makeRoom() {
    resize();
    Reveal.focused(scroll);
  }

  private void resize() {
    int least = Letters.room(column, LEAST_WIDTH);
    int width = Math.max(least, scroll.getClientArea().width);
    form.arrange(width < Letters.room(column, SIDE_BY_SIDE));
    help.fit(Math.max(1, width - 2 * MARGIN));
    Scrolled.setLeast(scroll, least, column.computeSize(width, SWT.DEFAULT).y);
    column.layout(true, true);
    footer.requestLayout();
    footer.layout(true, true);
  }
}
