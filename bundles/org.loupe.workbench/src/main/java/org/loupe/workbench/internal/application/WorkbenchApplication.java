package org.loupe.workbench.internal.application;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.ui.internal.workbench.swt.E4Application;
import org.eclipse.e4.ui.internal.workbench.swt.IEventLoopAdvisor;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTError;
import org.eclipse.swt.widgets.Display;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.ExtensionsListener;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.extensions.ExtensionChanges;
import org.loupe.workbench.internal.help.HelpBook;
import org.loupe.workbench.internal.importing.DroppedOpening;
import org.loupe.workbench.internal.log.LogRecords;
import org.loupe.workbench.internal.opening.Memory;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.opening.StartArguments;
import org.loupe.workbench.internal.preferences.ExtensionPages;
import org.loupe.workbench.internal.preferences.LaunchSettings;
import org.loupe.workbench.internal.theme.ToolkitStyle;
import org.loupe.workbench.internal.views.MethodList;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The workbench as the program that the launcher runs: called on the main thread, it shows the
 * window, works until the window is closed and returns the exit code.
 */
@Component(service = Callable.class, property = "loupe.application=workbench")
public final class WorkbenchApplication implements Callable<Integer> {
  private final BundleContext bundle;
  private final WorkbenchCore core;
  private final ExtensionPages pages;
  private final StartArguments start;
  private final E4Application application = new E4Application();
  private volatile @Nullable Display display;

  /**
   * Prepares the program.
   *
   * @param arguments none, or the folder of the project to open, and which of its checkpoints are
   *     compared
   */
  @Activate
  public WorkbenchApplication(
      BundleContext bundle,
      @Reference WorkbenchCore core,
      @Reference ExtensionPages pages,
      @Reference(target = "(loupe.arguments=true)") Supplier<List<String>> arguments) {
    this.bundle = bundle;
    this.core = core;
    this.pages = pages;
    this.start = StartArguments.of(arguments.get());
  }

  @Override
  public Integer call() throws Exception {
    Display.setAppName("Loupe");
    ToolkitStyle.prepare(Path.of(bundle.getProperty("loupe.state")).resolve("workbench"));
    try {
      display = application.getApplicationDisplay();
    } catch (SWTError e) {
      if (e.code != SWT.ERROR_NO_HANDLES) {
        throw e;
      }
      throw new IOException(noDisplay(System.getenv()), e);
    }
    Memory memory = new Memory();
    ExitSignal signal = new ExitSignal(this::close);
    ServiceRegistration<ExtensionsListener> listening =
        bundle.registerService(ExtensionsListener.class, core.installedExtensions()::set, null);
    try (LogRecords records = new LogRecords(bundle::getBundles, core.troubles()::tell);
        MethodList methods = new MethodList(core.methods())) {
      application.start(
          new LaunchContext(
              bundle.getBundle(),
              context -> share(context, memory, records, methods),
              memory.sameModel(bundle.getBundle())));
    } finally {
      listening.unregister();
      // Nobody sees the window any more; the framework's end would not wait for so long.
      core.endWriting();
      signal.ended();
    }
    return IApplication.EXIT_OK;
  }

  /** The variables name a display, or the launcher would not have come here. */
  static String noDisplay(Map<String, String> environment) {
    String variable = environment.containsKey("DISPLAY") ? "DISPLAY" : "WAYLAND_DISPLAY";
    return "Found no display at '"
        + environment.getOrDefault(variable, "")
        + "', which "
        + variable
        + " names; start one there or name another. Without that variable 'loupe demo' analyses the"
        + " demo without a window, and 'loupe --help' lists the commands that need none.";
  }

  /** The framework stops, or a bundle below goes: the window must not outlive what it shows. */
  @Deactivate
  void close() {
    Display own = display;
    if (own != null && !own.isDisposed()) {
      own.syncExec(application::stop);
    }
  }

  private void share(
      IEclipseContext context, Memory memory, LogRecords records, MethodList methods) {
    Optional<Path> home = Optional.ofNullable(bundle.getProperty("loupe.home")).map(Path::of);
    context.set(WorkbenchCore.class, core);
    context.set(LogRecords.class, records);
    context.set(LogRecords.FILES, bundle.getProperty("loupe.state") + "/logs");
    context.set(MethodList.class, methods);
    context.set(Memory.class, memory);
    Opening opening = new Opening(core, memory, start, home);
    context.set(Opening.class, opening);
    context.set(ExtensionPages.class, pages);
    ExtensionChanges changes = new ExtensionChanges(core);
    context.set(ExtensionChanges.class, changes);
    context.set(DroppedOpening.class, new DroppedOpening(core, opening, changes));
    context.set(
        LaunchSettings.class, new LaunchSettings(Path.of(bundle.getProperty("loupe.state"))));
    context.set(HelpBook.class, new HelpBook(core, methods, home));
    context.set(IEventLoopAdvisor.class, new UncaughtErrors());
  }
}
