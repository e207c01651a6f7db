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
 * @param threads how many micro-batches are evaluated side by side on the processor; no number
 *     depends on it
 */
public record RuntimeSettings(
    Path cache, Path archives, long archiveBytes, long memory, int threads) {

  private static final String OS = "java.lang:type=OperatingSystem";
  private static final long MIB = 1L << 20;
  private static final long LARGEST_DEFAULT = 2048 * MIB;

  private static final long ARCHIVE_BYTES = 4096 * MIB;

  private static final int MOST_THREADS = 1024;

  /** Checks the sizes. */
  public RuntimeSettings {
    if (memory <= 0 || archiveBytes <= 0 || threads <= 0 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "a memory budget of %d bytes, archives of %d bytes, %d threads"
              .formatted(memory, archiveBytes, threads));
    }
  }

  /**
   * The folders within a state folder, 4 GiB of archives; a quarter of the machine's memory, at
   * most 2 GiB; a thread per processor.
   */
  public static RuntimeSettings of(Path state) {
    return new RuntimeSettings(
        state.resolve("djl"),
        state.resolve("archives"),
        ARCHIVE_BYTES,
        Math.min(LARGEST_DEFAULT, physical() / 4),
        Runtime.getRuntime().availableProcessors());
  }

  /** The same settings with another memory budget. */
  public RuntimeSettings withMemoryMib(long mib) {
    return withMemory(Math.multiplyExact(mib, MIB));
  }

  /** The same settings with another room for archives. */
  public RuntimeSettings withArchivesMib(long mib) {
    return new RuntimeSettings(cache, archives, Math.multiplyExact(mib, MIB), memory, threads);
  }

  /** The same settings with another number of threads. */
  public RuntimeSettings withThreads(long count) {
    return new RuntimeSettings(cache, archives, archiveBytes, memory, Math.toIntExact(count));
  }

  /** The same settings with another memory budget. */
  RuntimeSettings withMemory(long bytes) {
    return new RuntimeSettings(cache, archives, archiveBytes, bytes, threads);
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
