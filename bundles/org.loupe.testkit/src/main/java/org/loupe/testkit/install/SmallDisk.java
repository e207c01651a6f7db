package org.loupe.testkit.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk that is soon full. Linux only. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts one.
   *
   * @param folder made where there is none; hidden until the disk is closed
   * @param size of all files on it: {@code 256k}, {@code 8m}
   * @return empty if that is not allowed: only the system's administrator may
   */
  public static Optional<SmallDisk> mount(Path folder, String size)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString())
        ? Optional.of(new SmallDisk(folder))
        : Optional.empty();
  }

  /** Where its files are. */
  public Path folder() {
    return folder;
  }

  /**
   * Takes it away with all that is on it.
   *
   * @throws IOException if something on it is still open
   */
  @Override
  public void close() throws IOException {
    try {
      if (!run("umount", folder.toString())) {
        throw new IOException(folder + " is still used, and cannot be taken away.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
