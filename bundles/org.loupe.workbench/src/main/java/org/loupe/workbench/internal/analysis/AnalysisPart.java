package org.loupe.workbench.internal.analysis;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.di.PersistState;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Listener;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.loupe.plots.render.Chip;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Panel;
import org.loupe.plots.swt.FigureCanvas;
import org.loupe.plots.swt.SelectionMode;
import org.loupe.workbench.internal.core.ActiveView;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.core.Presentation;
import org.loupe.workbench.internal.core.Presentation.Slot;
import org.loupe.workbench.internal.core.RunRequest;
import org.loupe.workbench.internal.core.RunState;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.LastFocus;

/**
 * The view of one installed method; lives as long as the method does. The part's persisted state
 * names the method under {@code org.loupe.method}.
 */
public final class AnalysisPart {
  private static final String METHOD = "org.loupe.method";

  private final WorkbenchCore core;
  private final InstalledMethod<?, ?> method;
  private final String id;
  private final ViewMemory memory;
  private final Presentation presentation;
  private final ContentMaker maker;
  private final SelectionClicks clicks;
  private final Pins pins;
  private final Composite frame;
  private final HeaderBar header;
  private final SlotStrip strip;
  private final CaveatStrip caveats;
  private final FindingsStrip findings;
  private final FigureBoard board;
  private final FigureActions actions;
  private final Runnable refresh;
  private final LastFocus focus;
  private final FollowedStates followed;
  private final Map<FigureCanvas, ZoomLink> links = new HashMap<>();
  private ViewState viewState;
  private final FirstFigure firstFigure = new FirstFigure();
  private Content content = Content.NONE;
  private Presentation.@Nullable Snapshot snapshot;
  private final ContentLoop loop;

  /** Made by e4. */
  @Inject
  public AnalysisPart(Composite parent, MPart part, WorkbenchCore core) {
    this.core = core;
    this.id = String.valueOf(part.getPersistedState().get(METHOD));
    this.method =
        core.methods()
            .get()
            .flatMap(installed -> installed.findInstalled(id))
            .orElseThrow(() -> new IllegalStateException("no method " + id + " is installed"));
    this.memory = new ViewMemory(part.getPersistedState());
    this.viewState = memory.viewState();
    this.pins = Pins.of(part.getTransientData());
    this.presentation = new Presentation(core.runs());
    this.clicks = new SelectionClicks(core.selection());
    frame = new Composite(parent, SWT.NONE);
    refresh = Follow.coalesced(frame, this::refresh);
    followed = new FollowedStates(core.runs(), refresh);
    maker =
        new ContentMaker(
            new FigureMaker(method),
            new DerivedMaker(
                core.comparing(), List.of(new PairedFigures(), new TimelineFigures()), refresh));
    loop =
        new ContentLoop(
            frame,
            id,
            maker,
            new AnswerWatch(frame, method.bundle(), core.troubles(), this::unanswered),
            this::question,
            now -> SubjectText.of(core, now),
            this::show);
    GridLayout layout = new GridLayout();
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    layout.verticalSpacing = 0;
    frame.setLayout(layout);
    AnalysisView<?> view = method.view();
    List<DisplayOption> options = new ArrayList<>(view == null ? List.of() : view.options());
    options.add(ArrangementChoice.OPTION);
    options.addAll(maker.derivedOptions());
    header = new HeaderBar(frame, core.runs(), options, choices(), this::choose);
    header.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    strip = new SlotStrip(frame, core.runs());
    strip.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    caveats = new CaveatStrip(frame, core.appearance().theme());
    findings = new FindingsStrip(frame, core.appearance().theme(), memory, this::reveal);
    findings.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    board =
        new FigureBoard(frame, core.appearance().theme().get(), memory, this::listen, this::unpin);
    board.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    actions = new FigureActions(core, method.info(), board, pins, this::columns, refresh);
    focus = new LastFocus(frame);
  }

  @PostConstruct
  void start() {
    List<Observed<?>> causes = new ArrayList<>();
    causes.add(core.workspace().project());
    causes.add(core.workspace().dataset());
    causes.add(core.workspace().windows());
    causes.add(core.workspace().currentWindow());
    causes.add(core.workspace().facts());
    causes.add(core.workspace().device());
    causes.add(core.workspace().seed());
    causes.add(core.compare().comparison());
    causes.add(core.compare().arrangement());
    causes.add(core.edits().changes(id));
    causes.add(core.selection().selection());
    causes.add(core.runs().jobs());
    causes.add(core.runs().rehearsed());
    causes.add(core.workspace().decoding());
    causes.add(core.caveats().said());
    for (Observed<?> cause : causes) {
      Subscription subscription = cause.onChange(value -> refresh.run());
      frame.addDisposeListener(event -> subscription.close());
    }
    Follow.observed(frame, core.appearance().theme(), board::setTheme);
    // A tab that comes to the front shows one of the frame's parents, whichever it is by then.
    Listener onShow = event -> refresh.run();
    Display display = frame.getDisplay();
    display.addFilter(SWT.Show, onShow);
    frame.addDisposeListener(event -> display.removeFilter(SWT.Show, onShow));
    refresh.run();
  }

  @Focus
  void focus() {
    core.active().method().set(Optional.of(id));
    tellShown();
    focus.restore(board.canvases().stream().findFirst().map(Control.class::cast).orElse(frame));
  }

  @PersistState
  void save() {
    memory.save(viewState);
  }

  @PreDestroy
  void stop() {
    followed.close();
    maker.close();
    presentation.close();
    if (core.active().method().get().equals(Optional.of(id))) {
      core.active().shown().set(List.of());
    }
  }

  /** How figures are arranged is none of the method's choices: no figure is made anew for it. */
  private void choose(DisplayOption option, String choice) {
    if (option.name().equals(ArrangementChoice.OPTION.name())) {
      memory.saveArrangement(choice);
    } else {
      viewState = viewState.with(option, choice);
    }
    refresh.run();
  }

  private ViewState choices() {
    return viewState.with(ArrangementChoice.OPTION, memory.arrangement());
  }

  private void listen(String figure, FigureCanvas canvas) {
    canvas.setHighlight(core.selection().selection().get().positions());
    canvas.onHover(
        hit ->
            core.active()
                .hover()
                .set(hit.map(at -> new ActiveView.Hover(checkpoint(figure, at.panel()), at))));
    canvas.onEnclose(clicks::enclose);
    canvas.onExport(core.notices()::tell);
    links.put(canvas, ZoomLink.of(canvas, core.zoom(), () -> board.panels(figure)));
    canvas.addDisposeListener(event -> links.remove(canvas));
    FigureMenu.add(canvas, core.zoom(), actions.of(figure, canvas));
    OutputClicks outputs = new OutputClicks(core);
    canvas.onOpen(outputs::open);
    canvas.onSelect(outputs::explain);
    canvas.onSelect((hit, mode) -> click(figure, canvas, hit, mode));
  }

  private void click(String id, FigureCanvas canvas, Hit hit, SelectionMode mode) {
    List<Panel> shown = board.panels(id);
    Figure figure = hit.panel() < shown.size() ? shown.get(hit.panel()).figure() : null;
    Optional<Thumbnail> thumbnail =
        mode == SelectionMode.REPLACE && canvas.panels().equals(board.panels(id))
            ? Thumbnail.of(hit, figure)
            : Optional.empty();
    if (thumbnail.isPresent()) {
      board.enlarge(id, thumbnail.get());
    } else {
      clicks.click(hit, mode, figure);
    }
  }

  private void unpin(String figure) {
    pins.remove(figure);
    refresh.run();
  }

  private void reveal(String figure) {
    board.reveal(figure);
  }

  private String checkpoint(String figure, int panel) {
    List<Panel> shown = board.panels(figure);
    Chip chip = panel < shown.size() ? shown.get(panel).chip() : null;
    return chip == null ? "" : chip.letter() + " " + shown.get(panel).label();
  }

  /** A view behind another tab computes nothing. */
  private void refresh() {
    if (!frame.isVisible()) {
      return;
    }
    Presentation.Snapshot now =
        presentation.update(core.requests().chosen(id), core.requests().current(id));
    snapshot = now;
    followed.follow(now.slots().stream().map(Slot::request).toList());
    loop.make(now);
  }

  private ContentMaker.Question question(Presentation.Snapshot now) {
    return new ContentMaker.Question(
        now.slots(),
        core.compare().comparison().get(),
        ArrangementChoice.of(memory.arrangement(), core.compare().arrangement().get()),
        viewState,
        core.selection().selection().get());
  }

  /** What was shown before stays, if anything was. */
  private void unanswered(String sentence) {
    if (columns().stream().allMatch(column -> column.made().figures().isEmpty())) {
      board.show(
          Map.of(
              "unanswered",
              new PanelMaker.Row("", List.of(Panel.message(null, "", sentence)), false)),
          this::fileName);
    }
  }

  private void blame() {
    for (PanelMaker.Column column : columns()) {
      if (!column.made().problem().isEmpty()) {
        core.troubles().tell(method.bundle(), column.made().problem());
      }
      if (column.slot().state() instanceof RunState.Failed failed && failed.defect()) {
        core.troubles().tell(failed.bundle(), failed.sentence());
      }
    }
  }

  private void show(Presentation.Snapshot now, ContentLoop.Made made) {
    content = made.content();
    boolean higher =
        header.show(made.subject(), now.offers(), busy(now), content.options(), choices());
    boolean warned = caveats.show(columns(), core.caveats(), method.info());
    if (higher | warned | strip.show(columns()) | findings.show(Findings.rows(columns()))) {
      frame.layout(true, true);
    }
    board.show(pins.over(content.rows()), this::fileName);
    links.values().forEach(ZoomLink::follow);
    board.highlight(
        figure -> pins.highlight(figure, core.selection().selection().get().positions()));
    if (columns().stream().anyMatch(column -> !column.made().figures().isEmpty())) {
      firstFigure.shown(frame.getDisplay(), id);
    }
    tellShown();
    blame();
  }

  private List<PanelMaker.Column> columns() {
    return content.columns();
  }

  private static List<RunRequest> busy(Presentation.Snapshot now) {
    return now.slots().stream().filter(slot -> slot.state().isBusy()).map(Slot::request).toList();
  }

  /** What a figure's file is called: the method, the figure, then whose results it shows. */
  private String fileName(String figure) {
    return id
        + "-"
        + figure
        + "-"
        + String.join(
            "-",
            pins.origin(figure)
                .map(Origin::checkpoints)
                .orElseGet(() -> Origin.checkpoints(columns())));
  }

  private void tellShown() {
    if (snapshot != null && core.active().method().get().equals(Optional.of(id))) {
      core.active()
          .shown()
          .set(snapshot.slots().stream().flatMap(slot -> slot.source().stream()).toList());
    }
  }
}
