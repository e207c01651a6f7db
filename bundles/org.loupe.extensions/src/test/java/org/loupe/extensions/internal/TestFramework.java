package org.loupe.extensions.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.scr.info.ScrInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.resolver.Resolver;

/** A framework with Declarative Services, and an extension manager that works on it. */
final class TestFramework implements AutoCloseable {
  private final Path folder;
  private final Framework framework;
  final ExtensionManager extensions;

  /**
   * Starts one whose framework remembers nothing.
   *
   * @param state where extensions are kept
   * @param product bundles that are there besides
   */
  TestFramework(Path folder, Path state, boolean safe, Fetch fetch, Path... product)
      throws BundleException, IOException {
    this.folder = folder;
    Map<String, Object> configuration = new HashMap<>();
    configuration.put(Constants.FRAMEWORK_STORAGE, folder.resolve("framework").toString());
    configuration.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    configuration.put("felix.log.level", "0");
    configuration.put("loupe.safe", String.valueOf(safe));
    // The test's own classes, so that it can talk to the bundles' services.
    configuration.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "org.loupe.model;version=1.3.0,org.osgi.service.component;version=1.5.0,"
            + "org.osgi.service.component.runtime;version=1.5.0,"
            + "org.osgi.service.component.runtime.dto;version=1.5.0,"
            + "org.osgi.util.promise;version=1.3.0,org.osgi.util.function;version=1.2.0");
    framework = new FrameworkFactory().newFramework(configuration);
    framework.start();
    BundleContext context = framework.getBundleContext();
    context.installBundle(
        "reference:" + ScrInfo.class.getProtectionDomain().getCodeSource().getLocation());
    for (Path file : product) {
      context.installBundle("reference:" + file.toUri());
    }
    for (Bundle bundle : context.getBundles()) {
      if (!Installation.isFragment(bundle)) {
        bundle.start();
      }
    }
    extensions =
        new ExtensionManager(
            context,
            context.getService(context.getServiceReference(Resolver.class)),
            context.getService(context.getServiceReference(ServiceComponentRuntime.class)),
            state,
            fetch);
  }

  TestFramework(Path folder, Path... product) throws BundleException, IOException {
    this(folder, folder.resolve("state"), false, new Fetch(), product);
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /** Names, versions and states of all bundles. */
  Map<String, String> bundles() {
    Map<String, String> all = new TreeMap<>();
    for (Bundle bundle : context().getBundles()) {
      all.put(
          bundle.getSymbolicName() + " " + bundle.getVersion() + " " + bundle.getLocation(),
          String.valueOf(bundle.getState()));
    }
    return all;
  }

  /** All that lasts: the files of the state folder and their digests. */
  Map<String, String> files() throws IOException {
    return files(folder.resolve("state"));
  }

  static Map<String, String> files(Path root) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().equals("lock")) {
          all.put(root.relativize(file).toString(), Digests.of(file));
        }
      }
    }
    return all;
  }

  @Override
  public void close() throws BundleException {
    framework.stop();
    try {
      framework.waitForStop(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
