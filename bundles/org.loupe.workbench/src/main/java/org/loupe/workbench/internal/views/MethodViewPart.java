package org.loupe.workbench.internal.views;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.eclipse.e4.core.contexts.ContextInjectionFactory;
import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.di.PersistState;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InstalledMethod;
import org.loupe.workbench.internal.analysis.AnalysisPart;
import org.loupe.workbench.internal.overview.OverviewPart;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;

/**
 * The frame around a method's view: what is inside lives as long as the method is installed, the
 * frame stays where people put it. A failure inside stays inside.
 */
public final class MethodViewPart {
  /** Key of the method's id in the part's persisted state. */
  static final String METHOD = "org.loupe.method";

  /** Key of the symbolic name of the bundle that offered the method. */
  static final String BUNDLE = "org.loupe.bundle";

  private static final Logger LOG = System.getLogger(MethodViewPart.class.getName());

  private final MPart part;
  private final IEclipseContext context;
  private final MethodList methods;
  private final Composite frame;
  private @Nullable InstalledMethod<?, ?> shown;
  private @Nullable IEclipseContext insideContext;
  private @Nullable Object inside;

  /** Made by e4. */
  @Inject
  public MethodViewPart(MPart part, IEclipseContext context, MethodList methods, Composite parent) {
    this.part = part;
    this.context = context;
    this.methods = methods;
    this.frame = new Composite(parent, 0);
    frame.setLayout(new FillLayout());
    Ids.mark(frame, part.getElementId());
  }

  @PostConstruct
  void start() {
    Follow.observed(frame, methods.installed(), now -> update());
  }

  @Focus
  void focus() {
    if (inside != null) {
      ContextInjectionFactory.invoke(inside, Focus.class, insideContext, null);
    } else {
      frame.setFocus();
    }
  }

  @PersistState
  void save() {
    if (inside != null) {
      ContextInjectionFactory.invoke(inside, PersistState.class, insideContext, null);
    }
  }

  @PreDestroy
  void empty() {
    if (insideContext != null) {
      insideContext.dispose();
    }
    insideContext = null;
    inside = null;
  }

  private String state(String key) {
    return part.getPersistedState().getOrDefault(key, "");
  }

  private void update() {
    Optional<InstalledMethod<?, ?>> method = methods.find(state(METHOD));
    if (shown != null && method.isPresent() && shown.equals(method.get())) {
      return;
    }
    save();
    empty();
    for (Control child : frame.getChildren()) {
      child.dispose();
    }
    shown = method.orElse(null);
    if (shown == null) {
      Page.of(frame, part.getLabel() + " is not installed any more", missing());
    } else {
      part.getPersistedState().put(BUNDLE, shown.bundle());
      fill(shown);
    }
    frame.layout(true, true);
  }

  private void openLog() {
    context.get(EPartService.class).showPart("loupe.part.log", EPartService.PartState.ACTIVATE);
  }

  private String missing() {
    return "The view comes back by itself when bundle "
        + state(BUNDLE)
        + " is installed again. Close the tab if you do not need it.";
  }

  private void fill(InstalledMethod<?, ?> method) {
    Composite body = new Composite(frame, 0);
    body.setLayout(new FillLayout());
    IEclipseContext own = context.createChild("inside " + part.getElementId());
    own.set(Composite.class, body);
    try {
      Class<?> kind =
          method.info().id().equals(OverviewPart.METHOD) ? OverviewPart.class : AnalysisPart.class;
      inside = ContextInjectionFactory.make(kind, own);
      insideContext = own;
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.ERROR, "The view of " + method.bundle() + " failed.", e);
      own.dispose();
      body.dispose();
      Page.of(
              frame,
              part.getLabel() + " cannot be shown",
              "Bundle " + method.bundle() + " failed: " + e + ". The log has the details.")
          .button("page.log", "Open the log", this::openLog);
    }
  }
}
