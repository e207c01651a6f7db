package org.loupe.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Progress;

@DisplayName("A download")
class DownloadGuardTest {
  private static final byte[] BUFFER = new byte[10];

  /** One byte comes, and then nothing more. */
  private static void reading(Duration patience, AtomicBoolean cancelled) throws IOException {
    Progress progress =
        new Progress() {
          @Override
          public void report(String task, long done, long total) {
            // nobody watches
          }

          @Override
          public boolean isCancelled() {
            return cancelled.get();
          }
        };
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket other = server.accept();
        InputStream guarded = new DownloadGuard(client.getInputStream(), patience, progress)) {
      other.getOutputStream().write(1);
      assertThat(guarded.read(BUFFER, 0, BUFFER.length)).isEqualTo(1);
      cancelled.set(patience.compareTo(Duration.ofMinutes(1)) > 0);
      guarded.read(BUFFER, 0, BUFFER.length);
    }
  }

  @Test
  @DisplayName("that stands still is given up")
  void still() {
    assertThatThrownBy(() -> reading(Duration.ofMillis(500), new AtomicBoolean()))
        .isInstanceOf(IOException.class)
        .hasMessage("nothing has come for 0.5 s");
  }

  @Test
  @DisplayName("that stands still can be cancelled")
  void cancelled() {
    assertThatThrownBy(() -> reading(Duration.ofHours(1), new AtomicBoolean()))
        .isInstanceOf(CancellationException.class);
  }
}
