package org.loupe.bench;

import static org.loupe.bench.RuntimeBench.median;
import static org.loupe.bench.RuntimeBench.print;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;
import org.loupe.project.internal.FileProjects;

/**
 * Measures how long a dataset of 10 GB takes to open, and a window and a batch of it to read; then
 * its digest, which is asked for in the background. The file is sparse: the disk is not measured.
 */
public final class LargeDatasetBench {
  private static final int STEPS = 64;
  private static final int CHANNELS = 155;
  private static final int WINDOWS = 270_000;
  private static final int ROUNDS = 5;
  private static final int READS = 1_000;
  private static final int BATCH = 64;
  private static final double NANOS = 1e6;

  private LargeDatasetBench() {}

  /**
   * Runs it.
   *
   * @param arguments a folder with room for a sparse file
   */
  public static void main(String[] arguments) throws BadInputException, IOException {
    Path file = Files.createDirectories(Path.of(arguments[0])).resolve("large.npz");
    Files.deleteIfExists(file);
    SparseNpz.write(file, WINDOWS, STEPS, CHANNELS);
    try {
      measure(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void measure(Path file) throws BadInputException, IOException {
    print("dataset of %.1f GB, %d windows", Files.size(file) / 1e9, WINDOWS);
    double[] opening = new double[ROUNDS];
    Dataset dataset = null;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      dataset = new FileProjects().dataset("large", file);
      opening[round] = (System.nanoTime() - begin) / NANOS;
      if (round == 0) {
        print("%-48s %8.1f ms", "open, the first time in a process", opening[0]);
      }
    }
    print("%-48s %8.1f ms", "open", median(opening));
    if (dataset != null) {
      read(dataset);
    }
  }

  private static void read(Dataset dataset) throws BadInputException {
    ArrayReference x = ArrayReference.whole("x");
    Random random = new Random(1);
    double[] ones = new double[READS];
    double[] batches = new double[READS];
    for (int i = 0; i < READS; i++) {
      int at = random.nextInt(WINDOWS - BATCH);
      long begin = System.nanoTime();
      dataset.read(x, new int[] {at});
      long between = System.nanoTime();
      dataset.read(x, IntStream.range(at, at + BATCH).toArray());
      ones[i] = (between - begin) / NANOS;
      batches[i] = (System.nanoTime() - between) / NANOS;
    }
    print("%-48s %8.2f ms", "read a window anywhere", median(ones));
    print("%-48s %8.2f ms", "read " + BATCH + " windows anywhere", median(batches));
    long begin = System.nanoTime();
    dataset.identify(Progress.none());
    print("%-48s %8.1f ms", "digest, once for each file", (System.nanoTime() - begin) / NANOS);
  }
}
