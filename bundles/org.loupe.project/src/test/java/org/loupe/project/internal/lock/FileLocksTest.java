package org.loupe.project.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.project.ProjectLocks;
import org.loupe.project.ProjectLocks.Held;
import org.loupe.project.ProjectLocks.Occupied;
import org.loupe.project.ProjectLocks.Unwritable;

@DisplayName("The lock of a project")
class FileLocksTest {
  @TempDir Path folder;
  private final FileLocks locks = new FileLocks();

  /** Takes a project and holds it until it is killed. */
  static final class Holder {
    private Holder() {}

    /**
     * Begins.
     *
     * @param arguments the folder
     */
    public static void main(String[] arguments) throws InterruptedException {
      ProjectLocks.Claim claim = new FileLocks().take(Path.of(arguments[0]));
      System.out.println(claim instanceof Held ? "held" : claim.toString());
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private Process holder() throws IOException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(holder.inputReader().readLine()).isEqualTo("held");
    return holder;
  }

  private Path file() {
    return folder.resolve(FileLocks.NAME);
  }

  @Test
  @DisplayName(
      "is refused while another process holds it, which is named, and free once that is killed")
  void otherProcess() throws Exception {
    Process holder = holder();
    try {
      for (int i = 0; i < 2; i++) {
        assertThat(locks.take(folder))
            .isInstanceOfSatisfying(
                Occupied.class,
                occupied ->
                    assertThat(occupied.holder())
                        .contains("process " + holder.pid() + " on ")
                        .containsPattern(", since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d$"));
      }
    } finally {
      holder.destroyForcibly().waitFor();
    }
    assertThat(file()).isNotEmptyFile();
    assertThat(locks.take(folder)).isInstanceOfSatisfying(Held.class, Held::close);
  }

  @Test
  @DisplayName("is held once in a process, and free when it is closed")
  void sameProcess() throws Exception {
    Held first = (Held) locks.take(folder);
    assertThat(locks.take(folder)).isEqualTo(new Occupied("this process"));
    assertThat(new FileLocks().take(folder)).isInstanceOf(Occupied.class);
    first.close();
    first.close();
    assertThat(file()).isEmptyFile();
    Held second = (Held) locks.take(folder);
    assertThat(locks.take(folder.resolve("."))).isInstanceOf(Occupied.class);
    second.close();
  }

  @Test
  @DisplayName("is none where the folder cannot be written, and follows no link")
  void unwritable() throws Exception {
    assertThat(locks.take(folder.resolve("gone"))).isInstanceOf(Unwritable.class);
    Path other = Files.writeString(folder.resolve("precious"), "mine");
    Files.createSymbolicLink(file(), other);
    assertThat(locks.take(folder)).isInstanceOf(Unwritable.class);
    assertThat(other).hasContent("mine");
    Files.delete(file());
    Files.createDirectory(file());
    assertThat(locks.take(folder))
        .isInstanceOfSatisfying(
            Unwritable.class, none -> assertThat(none.reason()).contains("is no file"));
  }

  @Test
  @DisplayName("is taken whatever somebody left in its file")
  void leftOver() throws Exception {
    Files.write(file(), new byte[5000]);
    Held lock = (Held) locks.take(folder);
    assertThat(Files.size(file())).isLessThan(300);
    lock.close();
  }
}
