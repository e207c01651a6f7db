package org.loupe.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Starts Loupe; {@code product/loupe} calls it with the system property {@code loupe.home}. */
public final class Main {
  /** Exit code where Loupe itself fails, as documented by {@code loupe --help}. */
  private static final int FAILED = 4;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv()));
  }

  private static int run(List<String> arguments, Map<String, String> environment) {
    try {
      Command command = Command.parse(arguments);
      requireDisplay(command.mode(), environment);
      StateFolder state = StateFolder.of(environment);
      LogFile.open(state, environment.containsKey("LOUPE_TRACE"));
      Product product = new Product(Path.of(System.getProperty("loupe.home")).toAbsolutePath());
      try (Host host = Host.start(product, Product.extraBundles(environment), state, command)) {
        return call(host.application(command.mode()));
      }
    } catch (LaunchException e) {
      System.err.println(e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private static int call(Callable<?> application) throws LaunchException {
    try {
      return application.call() instanceof Integer code ? code : 0;
    } catch (IOException e) {
      // What the application needs of the machine and did not get, in a sentence of its own.
      throw new LaunchException(e.getMessage(), e);
    } catch (Exception | Error e) {
      System.getLogger("org.loupe.launcher")
          .log(System.Logger.Level.ERROR, "The application failed", e);
      throw new LaunchException(
          "Loupe failed: " + e + "; the log in the state folder has more.", e);
    }
  }

  private static void requireDisplay(Mode mode, Map<String, String> environment)
      throws LaunchException {
    boolean linux = System.getProperty("os.name").contains("Linux");
    boolean display =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    if (mode == Mode.WORKBENCH && linux && !display) {
      throw new LaunchException(
          "Found no display (neither DISPLAY nor WAYLAND_DISPLAY is set), which the workbench needs;"
              + " 'loupe --help' lists the commands that do without.");
    }
  }

  /** Returns the version of the product, {@code development} where it was not packaged. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
