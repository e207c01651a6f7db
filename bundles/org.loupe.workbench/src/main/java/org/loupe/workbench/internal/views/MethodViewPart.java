package org.loupe.workbench.internal.views;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
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
import org.loupe.analysis.Methods.Subscription;
import org.loupe.extensions.InstalledExtension;
import org.loupe.extensions.InstalledExtension.State;
import org.loupe.workbench.internal.analysis.AnalysisPart;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.extensions.ExtensionChanges;
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

  /** Keys of the extension that the bundle belonged to, and of where it came from. */
  private static final String EXTENSION = "org.loupe.extension";

  private static final String EXTENSION_NAME = "org.loupe.extension.name";
  private static final String SOURCE = "org.loupe.extension.source";

  private static final Logger LOG = System.getLogger(MethodViewPart.class.getName());

  private final MPart part;
  private final IEclipseContext context;
  private final MethodList methods;
  private final WorkbenchCore core;
  private final ExtensionChanges changes;
  private final Composite frame;
  private @Nullable InstalledMethod<?, ?> shown;
  private @Nullable IEclipseContext insideContext;
  private @Nullable Object inside;

  /** Made by e4. */
  @Inject
  public MethodViewPart(
      MPart part,
      IEclipseContext context,
      MethodList methods,
      WorkbenchCore core,
      ExtensionChanges changes,
      Composite parent) {
    this.part = part;
    this.context = context;
    this.methods = methods;
    this.core = core;
    this.changes = changes;
    this.frame = new Composite(parent, 0);
    frame.setLayout(new FillLayout());
    Ids.mark(frame, part.getElementId());
  }

  @PostConstruct
  void start() {
    Follow.observed(frame, methods.installed(), now -> update());
    Subscription known = Follow.changes(frame, core.installedExtensions(), now -> update());
    frame.addDisposeListener(event -> known.close());
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
      note(shown);
      return;
    }
    save();
    empty();
    for (Control child : frame.getChildren()) {
      child.dispose();
    }
    shown = method.orElse(null);
    if (shown == null) {
      gone();
    } else {
      note(shown);
      fill(shown);
    }
    frame.layout(true, true);
  }

  private void openLog() {
    context.get(EPartService.class).showPart("loupe.part.log", EPartService.PartState.ACTIVATE);
  }

  /** Which extension it is of is known a moment after its bundles are there. */
  private void note(InstalledMethod<?, ?> method) {
    Map<String, String> state = part.getPersistedState();
    state.put(BUNDLE, method.bundle());
    core.troubles()
        .owner(method.bundle())
        .ifPresent(
            owner -> {
              state.put(EXTENSION, owner.id());
              state.put(EXTENSION_NAME, owner.name());
              state.put(SOURCE, owner.source());
            });
  }

  private void gone() {
    String id = state(EXTENSION);
    String who = id.isEmpty() ? "bundle " + state(BUNDLE) : "extension " + state(EXTENSION_NAME);
    Optional<InstalledExtension> present =
        core.installedExtensions().get().stream().filter(each -> each.id().equals(id)).findFirst();
    boolean disabled = present.filter(each -> each.state() == State.DISABLED).isPresent();
    Page page =
        Page.of(
            frame,
            part.getLabel() + (disabled ? " is switched off" : " is not installed any more"),
            "This view was shown by "
                + who
                + ". It comes back by itself when that is "
                + (disabled ? "enabled" : "installed")
                + " again. Close the tab if you do not need it.");
    if (disabled) {
      page.button("page.enable", "Enable it", () -> changes.enable(frame.getShell(), id, true));
    } else if (!id.isEmpty() && present.isEmpty()) {
      page.button(
          "page.install",
          "Install it again",
          () -> changes.install(frame.getShell(), state(SOURCE)));
    }
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
      core.troubles().tell(method.bundle(), "Bundle " + method.bundle() + " failed: " + e + ".");
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
