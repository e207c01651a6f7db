package org.loupe.launcher;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.util.tracker.ServiceTracker;

/** The running framework. */
final class Host implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Host.class.getName());

  private static final long PATIENCE_SECONDS = 30;

  private final Storage storage;
  private final Framework framework;
  private final Map<String, String> failures = new HashMap<>();

  private Host(Storage storage, Framework framework) {
    this.storage = storage;
    this.framework = framework;
  }

  /**
   * Starts the framework, hands out the arguments as a service, then starts the product's bundles
   * in order and the extra ones after them.
   */
  static Host start(Product product, List<Path> extra, StateFolder state, Command command)
      throws LaunchException {
    List<Path> bundles = new ArrayList<>(product.bundles(command.mode()));
    bundles.addAll(extra);
    Storage storage = Storage.claim(state.frameworks(), command.mode().application());
    Map<String, Object> configuration = new HashMap<>();
    configuration.put(Constants.FRAMEWORK_STORAGE, storage.folder().toString());
    configuration.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    configuration.put("felix.log.logger", new FelixLog());
    configuration.putAll(state.settings());
    configuration.put("loupe.home", product.home().toString());
    configuration.put("loupe.state", state.root().toString());
    configuration.put("loupe.version", Main.version());
    configuration.put("loupe.safe", Boolean.toString(command.safe()));
    Host host = new Host(storage, new FrameworkFactory().newFramework(configuration));
    try {
      host.start(bundles, command.arguments());
    } catch (BundleException e) {
      host.close();
      throw new LaunchException("The framework does not start: " + e.getMessage(), e);
    }
    return host;
  }

  private void start(List<Path> files, List<String> arguments) throws BundleException {
    framework.init();
    BundleContext context = framework.getBundleContext();
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("loupe.arguments", true);
    Supplier<List<String>> supplier = () -> arguments;
    context.registerService(Supplier.class, supplier, properties);
    List<Bundle> bundles = new ArrayList<>();
    for (Path file : files) {
      bundles.add(context.installBundle("reference:" + file.toUri()));
    }
    framework.start();
    for (Bundle bundle : bundles) {
      // It has none where an extension brought a newer one.
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
        start(bundle);
      }
    }
  }

  /** One bundle that does not start must not keep the others from it. */
  private void start(Bundle bundle) {
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY | Bundle.START_TRANSIENT);
    } catch (BundleException e) {
      failures.put(bundle.getSymbolicName(), reason(e));
      LOG.log(Level.ERROR, bundle + " does not start", e);
    }
  }

  private static String reason(BundleException e) {
    String message = String.valueOf(e.getMessage()).replaceFirst(" Unresolved requirements:.*", "");
    return e.getCause() == null ? message : message + " (" + e.getCause() + ')';
  }

  /**
   * Waits for the application of a mode.
   *
   * @throws LaunchException naming the bundles that did not start, if it does not come
   */
  Callable<?> application(Mode mode) throws LaunchException, InterruptedException {
    BundleContext context = framework.getBundleContext();
    String filter =
        "(&(objectClass=%s)(loupe.application=%s))"
            .formatted(Callable.class.getName(), mode.application());
    try {
      ServiceTracker<Callable<?>, Callable<?>> tracker =
          new ServiceTracker<>(context, context.createFilter(filter), null);
      tracker.open();
      Callable<?> application = tracker.waitForService(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      if (application == null) {
        throw new LaunchException(missing(mode));
      }
      return application;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private String missing(Mode mode) {
    StringJoiner lines = new StringJoiner(System.lineSeparator() + "  ");
    lines.add(
        "No application '"
            + mode.application()
            + "' appeared within "
            + PATIENCE_SECONDS
            + " s. "
            + (failures.isEmpty()
                ? "All bundles are started; a service that it needs is missing."
                : "These bundles did not start:"));
    failures.forEach((name, reason) -> lines.add(name + ": " + reason));
    return lines.toString();
  }

  @Override
  public void close() {
    try {
      framework.stop();
      framework.waitForStop(TimeUnit.SECONDS.toMillis(5));
      storage.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (BundleException | IOException e) {
      LOG.log(Level.WARNING, "The framework does not stop cleanly", e);
    }
  }
}
