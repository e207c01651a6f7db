package org.loupe.workbench.internal.application;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.eclipse.e4.ui.di.UISynchronize;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.osgi.framework.FrameworkUtil;

/** Names the open project in the window's title: 'Loupe — demo'; and whether extensions are off. */
public final class WindowTitle {
  private static final String SAFE = "loupe.safe";

  private @Nullable Subscription subscription;

  @PostConstruct
  void follow(MApplication application, WorkbenchCore core, UISynchronize ui) {
    MWindow window = application.getChildren().get(0);
    String safe =
        Boolean.parseBoolean(
                FrameworkUtil.getBundle(WindowTitle.class).getBundleContext().getProperty(SAFE))
            ? " (safe mode: extensions are off)"
            : "";
    var project = core.workspace().project();
    window.setLabel(title(project.get()) + safe);
    subscription =
        project.onChange(now -> ui.asyncExec(() -> window.setLabel(title(project.get()) + safe)));
  }

  @PreDestroy
  void stop() {
    if (subscription != null) {
      subscription.close();
    }
  }

  private static String title(Loading<OpenProject> project) {
    return project.value().map(open -> "Loupe — " + open.title()).orElse("Loupe");
  }
}
