package org.loupe.tests.ui.driver;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.loupe.testkit.memory.LastRecord;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;

/** Takes bundles out of the running product and puts them back. */
final class Bundles {
  private static final int TRIES = 300;

  private final Map<String, WeakReference<ClassLoader>> watched = new ConcurrentHashMap<>();

  /** Uninstalls a bundle and says where it came from. */
  String uninstall(String name) throws BundleException {
    Bundle bundle = find(name);
    String location = bundle.getLocation();
    bundle.uninstall();
    return location;
  }

  /** Keeps an eye on the class loader of a bundle, without holding it. */
  String watch(String name) {
    Bundle bundle = find(name);
    watched.put(name, new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
    return name;
  }

  /** Waits until the class loader that was watched is collected; says how many tries it took. */
  String collected(String name) throws InterruptedException, ReflectiveOperationException {
    WeakReference<ClassLoader> loader = watched.get(name);
    if (loader == null) {
      throw new IllegalStateException(name + " is not watched");
    }
    LastRecord.forget();
    int tries = 0;
    while (loader.get() != null) {
      if (tries > TRIES) {
        throw new IllegalStateException("classes of " + name + " are still held");
      }
      System.gc();
      Thread.sleep(200);
      tries++;
    }
    return tries + " tries";
  }

  private static Bundle find(String name) {
    return Arrays.stream(context().getBundles())
        .filter(installed -> name.equals(installed.getSymbolicName()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no bundle " + name));
  }

  /** Installs a bundle and starts it. */
  String install(String location) throws BundleException {
    Bundle bundle = context().installBundle(location);
    bundle.start();
    return bundle.getSymbolicName();
  }

  private static BundleContext context() {
    return FrameworkUtil.getBundle(Bundles.class).getBundleContext();
  }
}
