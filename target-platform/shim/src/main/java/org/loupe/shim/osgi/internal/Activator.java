package org.loupe.shim.osgi.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import org.eclipse.equinox.log.ExtendedLogService;
import org.eclipse.osgi.framework.log.FrameworkLog;
import org.eclipse.osgi.service.datalocation.Location;
import org.eclipse.osgi.service.debug.DebugOptions;
import org.eclipse.osgi.service.environment.EnvironmentInfo;
import org.eclipse.osgi.service.localization.BundleLocalization;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;

/** Registers what e4 expects to find; the framework unregisters it when this bundle stops. */
public final class Activator implements BundleActivator {
  /** Framework property that names the folder in which everything is kept. */
  static final String STATE = "loupe.state";

  private static final Map<String, String> AREAS =
      Map.of(
          Location.INSTANCE_AREA_TYPE, "workspace",
          Location.CONFIGURATION_AREA_TYPE, "configuration",
          Location.USER_AREA_TYPE, "user",
          Location.INSTALL_AREA_TYPE, "install",
          Location.ECLIPSE_HOME_LOCATION_TYPE, "home");

  @Override
  public void start(BundleContext context) throws IOException {
    PlatformEnvironment environment = new PlatformEnvironment(context);
    environment.publish();
    // The registry's cache is keyed by bundle ids of Equinox; with it, extensions go missing here.
    System.setProperty("eclipse.noRegistryCache", "true");
    registerAreas(context);
    context.registerService(EnvironmentInfo.class, environment, null);
    context.registerService(DebugOptions.class, new NoDebugOptions(), null);
    context.registerService(BundleLocalization.class, new PropertiesLocalization(), null);
    context.registerService(FrameworkLog.class, new ForwardingFrameworkLog(), null);
    context.registerService(
        new String[] {
          ExtendedLogService.class.getName(),
          LogService.class.getName(),
          LoggerFactory.class.getName()
        },
        new ForwardingLogService(),
        null);
    context.registerService(SAXParserFactory.class, SAXParserFactory.newInstance(), null);
    context.registerService(
        DocumentBuilderFactory.class, DocumentBuilderFactory.newInstance(), null);
  }

  private static void registerAreas(BundleContext context) throws IOException {
    String state = context.getProperty(STATE);
    if (state == null) {
      throw new IllegalStateException(
          "Framework property '" + STATE + "' is missing; set it to a folder that can be written.");
    }
    for (Map.Entry<String, String> area : AREAS.entrySet()) {
      Location location = new Area(Path.of(state, area.getValue()));
      Dictionary<String, Object> properties = new Hashtable<>();
      properties.put(Location.SERVICE_PROPERTY_TYPE, area.getKey());
      properties.put(Location.SERVICE_PROPERTY_URL, location.getURL().toExternalForm());
      context.registerService(Location.class, location, properties);
      System.setProperty(area.getKey(), location.getURL().toExternalForm());
    }
  }

  @Override
  public void stop(BundleContext context) {
    // Nothing of its own to close.
  }
}
