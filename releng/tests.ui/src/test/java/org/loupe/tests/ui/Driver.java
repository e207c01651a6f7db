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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A running product with the driver bundle beside it. */
final class Driver implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(120);

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
    Instant end = Instant.now().plus(START);
    while (!Files.exists(port)) {
      if (!product.isAlive() || Instant.now().isAfter(end)) {
        product.destroyForcibly();
        throw new IllegalStateException("the product did not start within " + START);
      }
      Thread.sleep(100);
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

  /** What went wrong, with what is on the screen then: in words, and as a picture. */
  private IllegalStateException failed(String what) throws IOException {
    out.println("screenshot " + Screen.file("failed-" + product.pid() + ".png"));
    String picture = in.readLine();
    out.println("ids");
    return new IllegalStateException(what + "\n" + picture + "\n" + in.readLine());
  }

  /** Waits until the text of a widget is as wanted. */
  String until(String id, Duration limit, Predicate<String> wanted) throws Exception {
    run("wait " + id + " " + limit.toSeconds());
    Instant end = Instant.now().plus(limit);
    String text = run("text " + id);
    while (!wanted.test(text)) {
      if (Instant.now().isAfter(end)) {
        throw failed(id + " still says '" + text + "' after " + limit);
      }
      Thread.sleep(100);
      text = run("text " + id);
    }
    return text;
  }

  /** Closes the window as a person does and returns the exit code. */
  int closeWindow() throws Exception {
    run("close");
    if (!product.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the product did not end after its window was closed");
    }
    return product.exitValue();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    product.destroyForcibly();
  }
}
