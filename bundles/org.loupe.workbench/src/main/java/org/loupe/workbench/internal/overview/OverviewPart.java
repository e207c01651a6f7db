package org.loupe.workbench.internal.overview;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.e4.core.contexts.ContextInjectionFactory;
import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.di.PersistState;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.loupe.workbench.internal.analysis.AnalysisPart;
import org.loupe.workbench.internal.core.RunRequest;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.views.MethodList;
import org.loupe.workbench.internal.widgets.Follow;

/**
 * The first view of a project: the numbers of method 'overview' as any method's, and beside them
 * what else can be looked at. It begins by itself on all windows, if they are not very many.
 */
public final class OverviewPart {
  /** Id of the method whose numbers are shown. */
  public static final String METHOD = "overview";

  /** On more windows it waits for a click. */
  private static final int MOST_WINDOWS = 2000;

  private static final int[] WEIGHTS = {70, 30};

  private final WorkbenchCore core;
  private final IEclipseContext context;
  private final Composite body;
  private final AnalysisPart numbers;
  private final MethodLines lines;
  private List<RunRequest> begun = List.of();

  /** Made by e4. */
  @Inject
  public OverviewPart(
      Composite parent, WorkbenchCore core, MethodList methods, IEclipseContext context) {
    this.core = core;
    SashForm sash = new SashForm(parent, SWT.HORIZONTAL | SWT.SMOOTH);
    body = sash;
    // Before the numbers' own listeners, so that all windows are begun with, not the current one.
    Follow.observed(sash, core.workspace().windows(), windows -> begin());
    Follow.observed(sash, core.compare().comparison(), comparison -> begin());
    Composite left = new Composite(sash, SWT.NONE);
    left.setLayout(new FillLayout());
    this.context = context.createChild("numbers of the overview");
    this.context.set(Composite.class, left);
    numbers = ContextInjectionFactory.make(AnalysisPart.class, this.context);
    lines = new MethodLines(sash, core, methods);
    sash.setWeights(WEIGHTS);
  }

  @PostConstruct
  void start() {
    begin();
  }

  @Focus
  void focus() {
    ContextInjectionFactory.invoke(numbers, Focus.class, context, null);
  }

  @PersistState
  void save() {
    ContextInjectionFactory.invoke(numbers, PersistState.class, context, null);
  }

  private void begin() {
    List<RunRequest> all =
        core.workspace()
            .windows()
            .get()
            .filter(choice -> choice.isAll() && choice.windows().size() <= MOST_WINDOWS)
            .map(choice -> core.requests().chosen(METHOD))
            .orElse(List.of());
    // Once for the same choices: what people cancelled stays cancelled.
    if (!all.isEmpty() && !all.equals(begun) && body.isVisible()) {
      begun = all;
      core.runs().start(core.runs().open(all));
    }
  }
}
