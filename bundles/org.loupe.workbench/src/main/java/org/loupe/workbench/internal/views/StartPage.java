package org.loupe.workbench.internal.views;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.Comparator;
import org.eclipse.e4.core.di.annotations.Optional;
import org.eclipse.e4.ui.di.UIEventTopic;
import org.eclipse.e4.ui.di.UISynchronize;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.workbench.UIEvents;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.opening.Memory;
import org.loupe.workbench.internal.overview.OverviewPart;
import org.osgi.service.event.Event;

/**
 * Shows the start part while there is nothing else to look at: no project, or no open view. A
 * project that is opened for the first time opens the overview by itself, or else its first view.
 */
public final class StartPage {
  private static final String START = "loupe.part.start";

  private final MApplication application;
  private final EModelService models;
  private final UISynchronize ui;
  private final WorkbenchCore core;
  private final MethodList methods;
  private final Memory memory;
  private @Nullable Subscription subscription;
  private boolean started;
  private boolean pending;

  /** Made by e4. */
  @Inject
  public StartPage(
      MApplication application,
      EModelService models,
      UISynchronize ui,
      WorkbenchCore core,
      MethodList methods,
      Memory memory) {
    this.application = application;
    this.models = models;
    this.ui = ui;
    this.core = core;
    this.methods = methods;
    this.memory = memory;
  }

  @PostConstruct
  void start() {
    subscription = core.workspace().opened().onChange(now -> ui.asyncExec(this::projectChanged));
  }

  @PreDestroy
  void stop() {
    if (subscription != null) {
      subscription.close();
    }
  }

  @Inject
  @Optional
  void started(@UIEventTopic(UIEvents.UILifeCycle.APP_STARTUP_COMPLETE) Event event) {
    started = true;
    projectChanged();
  }

  @Inject
  @Optional
  void shownOrHidden(@UIEventTopic(UIEvents.UIElement.TOPIC_TOBERENDERED) Event event) {
    if (event.getProperty(UIEvents.EventTags.ELEMENT) instanceof MPart part
        && MethodViews.isView(part.getElementId())) {
      later();
    }
  }

  /** A part that is made is added without an event of its own. */
  @Inject
  @Optional
  void addedOrRemoved(@UIEventTopic(UIEvents.ElementContainer.TOPIC_CHILDREN) Event event) {
    if (UIEvents.isADD(event) || UIEvents.isREMOVE(event)) {
      later();
    }
  }

  private void later() {
    if (started && !pending) {
      pending = true;
      ui.asyncExec(
          () -> {
            pending = false;
            update();
          });
    }
  }

  private void projectChanged() {
    if (started) {
      openFirstView();
      update();
      activateView();
    }
  }

  /** So that the inspector knows from the beginning which view it is about. */
  private void activateView() {
    if (core.workspace().project().get() instanceof Loading.Ready<OpenProject>) {
      parts().getParts().stream()
          .filter(part -> MethodViews.isView(part.getElementId()) && parts().isPartVisible(part))
          .findFirst()
          .ifPresent(part -> parts().activate(part, true));
    }
  }

  private void openFirstView() {
    Loading<OpenProject> project = core.workspace().project().get();
    project
        .value()
        .filter(open -> memory.isNew(open.project().folder()))
        .flatMap(open -> first(open))
        .filter(method -> method.equals(OverviewPart.METHOD) || !isViewOpen())
        .ifPresent(method -> parts().showPart(MethodViews.partId(method), PartState.ACTIVATE));
  }

  private java.util.Optional<String> first(OpenProject open) {
    return methods.installed().get().stream()
        .filter(method -> method.view() != null)
        .filter(method -> Fit.problem(method, open).isEmpty())
        .map(method -> method.info().id())
        .min(Comparator.comparing(id -> !id.equals(OverviewPart.METHOD)));
  }

  private void update() {
    boolean open = core.workspace().project().get() instanceof Loading.Ready<OpenProject>;
    MPart part = parts().findPart(START);
    if (!open || !isViewOpen()) {
      parts().showPart(START, open ? PartState.VISIBLE : PartState.ACTIVATE);
    } else if (part != null && part.isToBeRendered()) {
      parts().hidePart(part);
    }
  }

  private boolean isViewOpen() {
    return models.findElements(application, null, MPart.class, null).stream()
        .anyMatch(part -> part.isToBeRendered() && MethodViews.isView(part.getElementId()));
  }

  private EPartService parts() {
    // The window's: the application has none of its own while no window is active.
    return application.getChildren().get(0).getContext().get(EPartService.class);
  }
}
