package org.loupe.fuzz;

import java.io.InputStream;
import java.nio.file.Files;
import org.loupe.checkpoint.NpyHeader;

/** A NumPy array's header. */
public final class ArrayTarget {
  private ArrayTarget() {}

  /** Called by the fuzzer with an {@code .npy} file. */
  public static void fuzzerTestOneInput(byte[] data) {
    Attempt.read(
        data,
        file -> {
          try (InputStream in = Files.newInputStream(file)) {
            NpyHeader.read(in, "array");
          }
        });
  }
}
