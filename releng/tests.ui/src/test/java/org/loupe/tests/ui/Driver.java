package org.loupe.tests.ui;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A running product with the driver bundle beside it. */
final class Driver implements AutoCloseable {
  /**
   * For whatever comes in the end: looks, some minutes of them, not a time, for a machine that is
   * busy or stands still looks less often.
   */
  static final int PATIENCE = 2400;

  private static final long PAUSE_MS = 100;

  private final Process product;
  private final Socket socket;
  private final BufferedReader in;
  private final PrintWriter out;

  private Driver(Process product, Socket socket) throws IOException {
    this.product = product;
    this.socket = socket;
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Starts {@code product/loupe} with these arguments and its state in the given folder. */
  static Driver start(Path state, String... arguments) throws Exception {
    Path port = Files.createTempDirectory("loupe-ui").resolve("port");
    List<String> command = new ArrayList<>(List.of(property("loupe.script")));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("LOUPE_STATE", state.toString());
    builder.environment().put("LOUPE_EXTRA_BUNDLES", property("loupe.driver"));
    builder.environment().put("LOUPE_UI_PORT_FILE", port.toString());
    Process product = builder.start();
    for (int looks = 0; !Files.exists(port); looks++) {
      if (!product.isAlive() || looks > PATIENCE) {
        product.destroyForcibly();
        throw new IllegalStateException("the product did not start");
      }
      Thread.sleep(PAUSE_MS);
    }
    int number = Integer.parseInt(Files.readString(port));
    return new Driver(product, new Socket(InetAddress.getLoopbackAddress(), number));
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("the build sets the system property " + name);
    }
    return value;
  }

  /** Carries out a command and returns what it says. */
  String run(String command) throws IOException {
    out.println(command);
    String answer = in.readLine();
    if (answer == null || !answer.startsWith("ok")) {
      throw failed(command + ": " + answer);
    }
    return answer.substring(2).strip().replace("\\n", "\n");
  }

  /** What went wrong, with what is on the screen then: as a picture, and in words. */
  private IllegalStateException failed(String what) throws IOException {
    out.println("screenshot " + Screen.file("failed-" + product.pid() + ".png"));
    String picture = in.readLine();
    out.println("said");
    String said = String.valueOf(in.readLine()).replace("\\n", "\n");
    return new IllegalStateException(what + "\n" + picture + "\n" + said);
  }

  /** Waits until the text of a widget is as wanted. */
  String until(String id, Predicate<String> wanted) throws Exception {
    return untilAnswer("text " + id, wanted);
  }

  /** Waits until what a command says is as wanted. */
  String untilAnswer(String command, Predicate<String> wanted) throws Exception {
    return untilAnswer(command, wanted, () -> {});
  }

  /**
   * Waits until what a view shows of one window is as wanted. What takes longer than a second on
   * this machine waits for a click there, so it is clicked.
   */
  String untilShown(String figure, Predicate<String> wanted) throws Exception {
    return untilAnswer("now " + figure, wanted, () -> run("offer analysis.run Run window"));
  }

  /** The same of all windows. */
  String untilShownOfAll(String figure, Predicate<String> wanted) throws Exception {
    return untilAnswer("now " + figure, wanted, () -> run("offer analysis.run Run all"));
  }

  /** Waits until a method is being run on all windows, for which a click may be due as above. */
  String untilRunsOnAll(String method) throws Exception {
    return untilAnswer(
        "now jobs.text", job -> job.startsWith(method), () -> run("offer analysis.run Run all"));
  }

  /** What is done while something is waited for. */
  @FunctionalInterface
  private interface Meanwhile {
    void act() throws Exception;
  }

  private String untilAnswer(String command, Predicate<String> wanted, Meanwhile meanwhile)
      throws Exception {
    String answer = run(command);
    for (int looks = 0; !wanted.test(answer); looks++) {
      if (looks > PATIENCE) {
        throw failed(command + " still says '" + answer + "'");
      }
      meanwhile.act();
      Thread.sleep(PAUSE_MS);
      answer = run(command);
    }
    return answer;
  }

  /** Waits until nothing that can be seen has one of these ids. */
  void untilGone(String... ids) throws Exception {
    untilAnswer("ids", seen -> Collections.disjoint(List.of(seen.split(" ")), List.of(ids)));
  }

  /** Closes the window as a person does and returns the exit code. */
  int closeWindow() throws Exception {
    run("close");
    if (!ends(product)) {
      throw new IllegalStateException("the product did not end after its window was closed");
    }
    return product.exitValue();
  }

  /** Whether a process ends, which may take its time. */
  static boolean ends(Process process) throws InterruptedException {
    for (int looks = 0; looks < PATIENCE; looks++) {
      if (process.waitFor(PAUSE_MS, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    product.destroyForcibly();
  }
}
