package org.loupe.workbench.internal.application;

import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.ui.internal.workbench.swt.E4Application;
import org.eclipse.e4.ui.workbench.IWorkbench;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.jspecify.annotations.Nullable;
import org.loupe.workbench.internal.theme.Themes;
import org.osgi.framework.Bundle;

/**
 * Tells e4 what Eclipse's launcher would: there is no Eclipse product here. Carries what the
 * window's parts share to the life cycle, which e4 makes itself.
 */
final class LaunchContext implements IApplicationContext {
  private final Bundle bundle;
  private final Consumer<IEclipseContext> shared;
  private final Map<String, String> options;

  LaunchContext(Bundle bundle, Consumer<IEclipseContext> shared, boolean keepLayout) {
    this.bundle = bundle;
    this.shared = shared;
    String name = bundle.getSymbolicName();
    this.options =
        Map.of(
            IWorkbench.XMI_URI_ARG,
            name + "/Application.e4xmi",
            IWorkbench.LIFE_CYCLE_URI_ARG,
            "bundleclass://" + name + "/" + LifeCycle.class.getName(),
            E4Application.THEME_ID,
            Themes.defaultId(),
            IWorkbench.CLEAR_PERSISTED_STATE,
            String.valueOf(!keepLayout));
  }

  /** Puts what is shared into the context of the application. */
  void fill(IEclipseContext context) {
    shared.accept(context);
  }

  @Override
  public @Nullable String getBrandingProperty(String key) {
    // e4 asks here for every option that is not among the arguments.
    return options.get(key);
  }

  @Override
  @SuppressWarnings("rawtypes") // as e4 declares it
  public Map getArguments() {
    return Map.of(APPLICATION_ARGS, new String[0]);
  }

  @Override
  public void applicationRunning() {
    // There is no splash screen to take down.
  }

  @Override
  public String getBrandingApplication() {
    return bundle.getSymbolicName();
  }

  @Override
  public String getBrandingName() {
    return "Loupe";
  }

  @Override
  public String getBrandingDescription() {
    return "Loupe";
  }

  @Override
  public String getBrandingId() {
    return bundle.getSymbolicName();
  }

  @Override
  public Bundle getBrandingBundle() {
    return bundle;
  }

  @Override
  public void setResult(@Nullable Object result, @Nullable IApplication application) {
    throw new UnsupportedOperationException("The result is what start() returns.");
  }
}
