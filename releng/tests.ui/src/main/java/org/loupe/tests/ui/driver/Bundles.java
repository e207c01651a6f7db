package org.loupe.tests.ui.driver;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** Takes bundles out of the running product and puts them back. */
final class Bundles {
  /** Uninstalls a bundle and says where it came from. */
  String uninstall(String name) throws BundleException {
    Bundle bundle =
        Arrays.stream(context().getBundles())
            .filter(installed -> name.equals(installed.getSymbolicName()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no bundle " + name));
    String location = bundle.getLocation();
    bundle.uninstall();
    return location;
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
