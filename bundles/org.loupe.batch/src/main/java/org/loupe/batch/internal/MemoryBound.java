package org.loupe.batch.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.InputCard;

/**
 * How much memory a run may take, rather too much than too little: the program with the engine's
 * libraries, Java's memory with what results hold, micro-batches, and the models, each with a copy
 * per core.
 *
 * @param engine bytes that micro-batches may take together at most; 0 where that is not known
 * @param heap bytes that Java may have at most
 * @param sideBySide how many checkpoints are worked on at a time
 * @param cores each of which works on a micro-batch of its own
 */
record MemoryBound(long engine, long heap, int sideBySide, int cores) {
  /** Code, the engine's libraries and threads; measured 210 MB. */
  private static final long PROGRAM = 250_000_000;

  /** Java's memory before results count. */
  private static final long HEAP = 256_000_000;

  /**
   * By so much Java lets its memory grow with a result before it tidies up; measured 180 MB of the
   * method that reads most of a model, activations, and less than half of that of most others.
   */
  private static final long LEFT_BEHIND = 180_000_000;

  /** After so many results it does not grow any more, measured. */
  private static final long TIDY = 6;

  /** Arrays as large as the inputs of all chosen windows that a result and its figures hold. */
  private static final long HELD = 3;

  /** Windows of a micro-batch on a processor. */
  private static final long MICRO_BATCH = 16;

  /** Arrays that each row of a weight matrix leaves behind per step, see the runtime. */
  private static final long COPIES = 6;

  /** Columns of the weight matrices of small models; fewer would mean more rows. */
  private static final long COLUMNS = 64;

  private static final Path SYSTEM = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");
  private static final double GB = 1e9;

  /** For this process. */
  static MemoryBound of(Services services, EngineOptions options) {
    Runtime java = Runtime.getRuntime();
    return new MemoryBound(
        services.subjects().engineMemory(),
        java.maxMemory(),
        options.mostSideBySide(),
        java.availableProcessors());
  }

  /** 'memory up to about 0.7 GB, 6.3 GB are free'. */
  String words(Plan plan) {
    String text =
        "memory up to about " + words(bytes(plan.due().stream().map(Plan.Item::unit).toList()));
    long free = available();
    return free > 0 ? text + ", " + words(free) + " are free" : text;
  }

  /** Bytes for units. */
  long bytes(List<Unit> units) {
    long models = 0;
    long batches = 0;
    long results = 0;
    long computed = 0;
    for (Unit unit : units) {
      if (unit.isOfResults()) {
        continue;
      }
      for (Checkpoint checkpoint : unit.checkpoints()) {
        long size = size(checkpoint);
        Window window = Window.of(checkpoint, unit.windows().dataset());
        computed++;
        models = Math.max(models, size);
        batches = Math.max(batches, window.evaluated(size));
        results = Math.max(results, window.bytes() * unit.windows().size());
      }
    }
    long java = HEAP + LEFT_BEHIND * Math.min(TIDY, computed) + HELD * sideBySide * results;
    long micro = MICRO_BATCH * cores * batches;
    return PROGRAM
        + Math.min(heap, java)
        + (engine > 0 ? Math.min(engine, micro) : micro)
        + models * sideBySide * cores;
  }

  /**
   * What a model reads of one window.
   *
   * @param bytes of its inputs as they are computed with
   * @param steps of the longest of them
   */
  private record Window(long bytes, long steps) {
    static Window of(Checkpoint checkpoint, Dataset dataset) {
      long bytes = 0;
      long steps = 1;
      for (InputCard input : checkpoint.card().inputs()) {
        Dataset.ArrayInfo array = dataset.arrays().get(input.data().array());
        if (array != null && array.shape().length > 0) {
          long elements = 1;
          for (int i = 1; i < array.shape().length; i++) {
            elements *= array.shape()[i];
          }
          bytes += elements * (array.elementType().isFloatingPoint() ? Float.BYTES : Long.BYTES);
          steps = Math.max(steps, array.shape().length > 1 ? array.shape()[1] : 1);
        }
      }
      return new Window(bytes, steps);
    }

    /** Bytes that evaluating it takes in a model of that many bytes. */
    long evaluated(long model) {
      long rows = model / Float.BYTES / COLUMNS;
      return COPIES * (bytes + Float.BYTES * rows * steps);
    }
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
