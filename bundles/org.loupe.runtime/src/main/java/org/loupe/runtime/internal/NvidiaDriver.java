package org.loupe.runtime.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells whether this machine has the driver without which libraries for CUDA do not load. */
final class NvidiaDriver {
  /** What the driver leaves: on Linux, in a Linux under Windows, on Windows. */
  private static final List<String> TRACES =
      List.of(
          "/dev/nvidiactl",
          "/proc/driver/nvidia/version",
          "/usr/lib/wsl/lib/libcuda.so.1",
          "C:\\Windows\\System32\\nvcuda.dll");

  private NvidiaDriver() {}

  static boolean isInstalled() {
    return TRACES.stream().map(Path::of).anyMatch(Files::exists);
  }
}
