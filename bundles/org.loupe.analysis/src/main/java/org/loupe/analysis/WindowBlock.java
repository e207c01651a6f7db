package org.loupe.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.model.BatchSource;
import org.loupe.model.Progress;

/**
 * Neighbouring windows that are worked on together, where what is needed of all windows at once
 * would not fit the memory.
 *
 * @param from place of the first
 * @param to behind the last
 * @param windows how many there are in all
 */
public record WindowBlock(int from, int to, int windows) {
  /** Blocks of whole micro-batches, so that none but the last leaves a rest. */
  private static final int WHOLE = 256;

  /**
   * Cuts windows into blocks; a single one where all fit.
   *
   * @param windows how many there are
   * @param variants that come of each, so that an int counts those of a block
   * @param each bytes that are needed of one
   * @param room bytes there is room for
   */
  public static List<WindowBlock> of(int windows, int variants, long each, long room) {
    long counted = Integer.MAX_VALUE / Math.max(1, variants);
    long most = Math.max(1, Math.min(counted, room / Math.max(1, each)));
    int size = (int) Math.min(Math.max(1, windows), most < WHOLE ? most : most - most % WHOLE);
    List<WindowBlock> blocks = new ArrayList<>();
    for (int from = 0; from < windows; from += size) {
      blocks.add(new WindowBlock(from, Math.min(windows, from + size), windows));
    }
    return blocks;
  }

  /** How many windows it has. */
  public int size() {
    return to - from;
  }

  /** Its windows of a source of all. */
  public BatchSource of(BatchSource all) {
    return size() == windows ? all : new SomeWindows(all, IntStream.range(from, to).toArray());
  }

  /** Its part of what there is one of for each window. */
  public int[] of(int[] all) {
    return Arrays.copyOfRange(all, from, to);
  }

  /**
   * The progress of work on it, told as part of that on all windows: what is counted per window, or
   * so many times per window, is counted on.
   */
  public Progress of(Progress whole) {
    return new Progress() {
      @Override
      public void report(String task, long done, long total) {
        long each = total / size();
        if (each * size() == total) {
          whole.report(task, from * each + done, windows * each);
        } else {
          whole.report(task, done, total);
        }
      }

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }
}
