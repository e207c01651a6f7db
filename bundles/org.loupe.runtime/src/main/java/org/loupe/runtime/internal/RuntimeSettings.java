package org.loupe.runtime.internal;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What the runtime is told by whoever starts it.
 *
 * @param cache where the engine's native libraries are unpacked, 432 MB, once
 * @param archives where archives with probes are kept, so that each is made once
 * @param archiveBytes how much they may take together
 * @param memory bytes that micro-batches may take together, by the estimate of {@link MicroBatch}
 */
public record RuntimeSettings(Path cache, Path archives, long archiveBytes, long memory) {

  private static final String OS = "java.lang:type=OperatingSystem";
  private static final long MIB = 1L << 20;
  private static final long LARGEST_DEFAULT = 2048 * MIB;

  private static final long ARCHIVE_BYTES = 4096 * MIB;

  /** Checks the sizes. */
  public RuntimeSettings {
    if (memory <= 0 || archiveBytes <= 0) {
      throw new IllegalArgumentException(
          "a memory budget of " + memory + " bytes, archives of " + archiveBytes + " bytes");
    }
  }

  /**
   * The folders within a state folder, 4 GiB of archives; a quarter of the machine's memory, at
   * most 2 GiB.
   */
  public static RuntimeSettings of(Path state) {
    return new RuntimeSettings(
        state.resolve("djl"),
        state.resolve("archives"),
        ARCHIVE_BYTES,
        Math.min(LARGEST_DEFAULT, physical() / 4));
  }

  /** The same settings with another memory budget. */
  public RuntimeSettings withMemoryMib(long mib) {
    return withMemory(Math.multiplyExact(mib, MIB));
  }

  /** The same settings with another room for archives. */
  public RuntimeSettings withArchivesMib(long mib) {
    return new RuntimeSettings(cache, archives, Math.multiplyExact(mib, MIB), memory);
  }

  /** The same settings with another memory budget. */
  RuntimeSettings withMemory(long bytes) {
    return new RuntimeSettings(cache, archives, archiveBytes, bytes);
  }

  private static long physical() {
    // Asked for by name: the typed bean is in a package that a framework need not offer.
    try {
      return (long)
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(new ObjectName(OS), "TotalMemorySize");
    } catch (JMException e) {
      return 4 * LARGEST_DEFAULT;
    }
  }
}
