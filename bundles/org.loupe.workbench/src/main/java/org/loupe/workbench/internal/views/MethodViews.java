package org.loupe.workbench.internal.views;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.e4.ui.di.UISynchronize;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.descriptor.basic.MPartDescriptor;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.workbench.internal.core.WorkbenchCore;

/**
 * Keeps one part descriptor for every installed method that has a view. Descriptors instead of
 * model fragments: a part of a fragment is there twice after it was dragged and the workbench
 * restarted.
 */
public final class MethodViews {
  private static final String PREFIX = "loupe.view.";
  private static final String ICON = "platform:/plugin/org.loupe.workbench/icons/view.svg";
  private static final String PART =
      "bundleclass://org.loupe.workbench/" + MethodViewPart.class.getName();

  private final MApplication application;
  private final EModelService models;
  private final UISynchronize ui;
  private final MethodList methods;
  private final WorkbenchCore core;
  private @Nullable Subscription subscription;
  private @Nullable Subscription requests;

  /** Made by e4. */
  @Inject
  public MethodViews(
      MApplication application,
      EModelService models,
      UISynchronize ui,
      MethodList methods,
      WorkbenchCore core) {
    this.core = core;
    this.application = application;
    this.models = models;
    this.ui = ui;
    this.methods = methods;
  }

  /** Id of the part that shows a method's results. */
  public static String partId(String method) {
    return PREFIX + method;
  }

  /** Whether a part shows a method's results. */
  static boolean isView(String partId) {
    return partId.startsWith(PREFIX);
  }

  @PostConstruct
  void start() {
    update();
    requests = core.views().onOpen(method -> ui.asyncExec(() -> open(method)));
    subscription = methods.installed().onChange(now -> ui.asyncExec(this::update));
  }

  @PreDestroy
  void stop() {
    if (subscription != null) {
      subscription.close();
    }
    if (requests != null) {
      requests.close();
    }
  }

  private void open(String method) {
    if (methods.find(method).isPresent()) {
      // The window's: the application has none of its own while no window is active.
      EPartService parts = application.getChildren().get(0).getContext().get(EPartService.class);
      parts.showPart(partId(method), EPartService.PartState.ACTIVATE);
    } else {
      core.notices().tell("The view '" + method + "' is not installed.");
    }
  }

  /** Descriptors are saved with the layout: those of methods that are gone since must go too. */
  private void update() {
    List<InstalledMethod<?, ?>> shown =
        methods.installed().get().stream().filter(method -> method.view() != null).toList();
    List<MPartDescriptor> descriptors = application.getDescriptors();
    descriptors.removeIf(
        descriptor ->
            isView(descriptor.getElementId())
                && shown.stream()
                    .noneMatch(method -> id(method).equals(descriptor.getElementId())));
    for (InstalledMethod<?, ?> method : shown) {
      if (models.getPartDescriptor(id(method)) == null) {
        descriptors.add(descriptor(method));
      }
    }
  }

  private static String id(InstalledMethod<?, ?> method) {
    return partId(method.info().id());
  }

  private MPartDescriptor descriptor(InstalledMethod<?, ?> method) {
    MPartDescriptor descriptor = models.createModelElement(MPartDescriptor.class);
    descriptor.setElementId(id(method));
    descriptor.setLabel(method.info().name());
    descriptor.setIconURI(ICON);
    descriptor.setTooltip(method.info().explains());
    descriptor.setCloseable(true);
    descriptor.setCategory("loupe.stack.centre");
    descriptor.setContributionURI(PART);
    descriptor.getPersistedState().put(MethodViewPart.METHOD, method.info().id());
    descriptor.getPersistedState().put(MethodViewPart.BUNDLE, method.bundle());
    return descriptor;
  }
}
