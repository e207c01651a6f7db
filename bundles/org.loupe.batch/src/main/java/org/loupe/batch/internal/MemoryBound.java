package org.loupe.batch.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.model.Checkpoint;

/**
 * The most memory that a run may take: what Java may use, what the engine's micro-batches may use,
 * and the models, each with a copy per core.
 */
final class MemoryBound {
  private static final Path SYSTEM = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");
  private static final double GB = 1e9;

  private MemoryBound() {}

  /** 'memory at most 4.1 GB, 6.3 GB are free'. */
  static String words(Plan plan, long engine, int sideBySide) {
    List<Checkpoint> models =
        plan.due().stream()
            .filter(item -> !item.unit().isOfSides())
            .flatMap(item -> item.unit().checkpoints().stream())
            .toList();
    long largest = models.stream().mapToLong(MemoryBound::size).max().orElse(0);
    long cores = Runtime.getRuntime().availableProcessors();
    long bytes = Runtime.getRuntime().maxMemory() + engine + largest * sideBySide * cores;
    String text = "memory at most " + words(bytes);
    long free = available();
    return free > 0 ? text + ", " + words(free) + " are free" : text;
  }

  private static String words(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / GB);
  }

  private static long size(Checkpoint checkpoint) {
    try {
      return Files.size(checkpoint.file());
    } catch (IOException e) {
      // Opening it says so.
      return 0;
    }
  }

  /** Bytes that programs can still have; 0 where the system does not say. */
  private static long available() {
    try {
      Matcher found = AVAILABLE.matcher(Files.readString(SYSTEM));
      return found.find() ? 1024 * Long.parseLong(found.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
