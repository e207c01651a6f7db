package org.loupe.tests.ui.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Listens on a loopback port, whose number it writes to the file named by LOUPE_UI_PORT_FILE. */
@Component(immediate = true, service = UiDriver.class)
public final class UiDriver {
  private static final System.Logger LOG = System.getLogger(UiDriver.class.getName());

  private final ServerSocket server;
  private final Commands commands = new Commands(new Widgets());

  /** Starts listening. */
  @Activate
  public UiDriver() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Path file = Path.of(System.getenv("LOUPE_UI_PORT_FILE"));
    Path written = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(written, Integer.toString(server.getLocalPort()));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    Thread listener = new Thread(this::listen, "ui-driver");
    listener.setDaemon(true);
    listener.start();
  }

  @Deactivate
  void stop() throws IOException {
    server.close();
  }

  private void listen() {
    while (!server.isClosed()) {
      try (Socket client = server.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
          PrintWriter out =
              new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          out.println(answer(line));
        }
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "the test's connection ended", e);
      }
    }
  }

  private String answer(String line) {
    try {
      return "ok " + commands.run(line).replace("\n", "\\n");
    } catch (Exception e) {
      LOG.log(System.Logger.Level.WARNING, "command failed: " + line, e);
      return "failed " + String.valueOf(e.getMessage()).replace("\n", " ");
    }
  }
}
