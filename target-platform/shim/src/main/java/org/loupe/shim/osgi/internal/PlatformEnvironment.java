package org.loupe.shim.osgi.internal;

import java.util.Locale;
import org.eclipse.osgi.service.environment.EnvironmentInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Names the operating system, window system and processor in the words that e4 uses. */
final class PlatformEnvironment implements EnvironmentInfo {
  private final BundleContext context;
  private final String os;
  private final String ws;
  private final String arch;
  private final String nl;

  PlatformEnvironment(BundleContext context) {
    this.context = context;
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.contains("mac")) {
      os = "macosx";
      ws = "cocoa";
    } else if (name.contains("win")) {
      os = "win32";
      ws = "win32";
    } else {
      os = "linux";
      ws = "gtk";
    }
    String processor = System.getProperty("os.arch");
    arch = "amd64".equals(processor) ? "x86_64" : processor;
    nl = Locale.getDefault().toString();
  }

  /** Sets the system properties that bundles read without asking this service. */
  void publish() {
    System.setProperty("osgi.os", os);
    System.setProperty("osgi.ws", ws);
    System.setProperty("osgi.arch", arch);
    System.setProperty("osgi.nl", nl);
  }

  @Override
  public String getOS() {
    return os;
  }

  @Override
  public String getWS() {
    return ws;
  }

  @Override
  public String getOSArch() {
    return arch;
  }

  @Override
  public String getNL() {
    return nl;
  }

  @Override
  public String[] getCommandLineArgs() {
    return new String[0];
  }

  @Override
  public String[] getFrameworkArgs() {
    return new String[0];
  }

  @Override
  public String[] getNonFrameworkArgs() {
    return new String[0];
  }

  @Override
  public boolean inDebugMode() {
    return false;
  }

  @Override
  public boolean inDevelopmentMode() {
    return false;
  }

  @Override
  public @Nullable String getProperty(String key) {
    // Felix looks into the system properties itself.
    return context.getProperty(key);
  }

  @Override
  public @Nullable String setProperty(String key, String value) {
    return System.setProperty(key, value);
  }
}
