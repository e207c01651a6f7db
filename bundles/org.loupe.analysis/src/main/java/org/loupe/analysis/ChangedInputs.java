package org.loupe.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * Windows whose inputs say nothing, since they are zero, or speak of other windows (the permutation
 * importance of a whole input; L. Breiman: Random Forests, 2001). All other inputs, such as
 * previous tokens, stay.
 *
 * <p>Not safe for use by several threads, nor are its sources.
 */
public final class ChangedInputs {
  /** In place of the window that an input is taken from: none, it is zero. */
  private static final int ZERO = -1;

  private static final int CHUNK = 256;

  private final BatchSource source;
  private final Map<String, Integer> lengths = new HashMap<>();
  private final Map<String, float[]> kept = new HashMap<>();

  /**
   * For windows of one size.
   *
   * @param source the windows as they are, one or more
   * @param inputs those that may be changed
   * @throws BadInputException if one is missing or holds no floating-point numbers
   */
  public ChangedInputs(BatchSource source, List<String> inputs) throws BadInputException {
    Map<String, Tensor> first = source.read(0, 1).inputs();
    for (String input : inputs) {
      if (!(first.get(input) instanceof FloatTensor tensor)) {
        throw new BadInputException(
            "Input '"
                + input
                + "' holds no floating-point numbers; correct 'explain' in the card.");
      }
      lengths.put(input, tensor.size());
    }
    this.source = source;
  }

  /**
   * The windows with some inputs changed; all variants of a window stand together.
   *
   * @param inputs one or more
   * @param variants per variant, from which window each window's inputs are taken: {@link #zeros},
   *     {@link #others}, or any order
   */
  public BatchSource of(List<String> inputs, List<int[]> variants) {
    Perturbation first = change(inputs.get(0), variants);
    BatchSource changed = new VariantSource(source, variants.size(), inputs.get(0), first);
    for (String input : inputs.subList(1, inputs.size())) {
      Perturbation change = change(input, variants);
      changed =
          new VariantSource(
              changed,
              1,
              input,
              (position, none, values, offset) ->
                  change.apply(
                      position / variants.size(), position % variants.size(), values, offset));
    }
    return changed;
  }

  /** The variant with zeros in every window. */
  public static int[] zeros(int windows) {
    int[] zeros = new int[windows];
    Arrays.fill(zeros, ZERO);
    return zeros;
  }

  /**
   * The variant with the inputs of another window in each, its successor in a random circle of all;
   * of a single window there is no other.
   */
  public static int[] others(int windows, SplittableRandom random) {
    int[] order = new int[windows];
    for (int i = 0; i < windows; i++) {
      order[i] = i;
    }
    for (int i = windows - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    int[] next = new int[windows];
    for (int i = 0; i < windows; i++) {
      next[order[i]] = order[(i + 1) % windows];
    }
    return next;
  }

  private Perturbation change(String input, List<int[]> variants) {
    int length = lengths.get(input);
    return (window, variant, values, offset) -> {
      int from = variants.get(variant)[window];
      if (from == ZERO) {
        Arrays.fill(values, offset, offset + length, 0);
      } else {
        copy(input, from, values, offset, length);
      }
    };
  }

  private void copy(String input, int window, float[] values, int offset, int length)
      throws BadInputException {
    float[] all = kept.get(input);
    if (all == null && 4L * length * source.size() <= most()) {
      all = readAll(input, length);
      kept.put(input, all);
    }
    if (all == null) {
      System.arraycopy(tensor(input, window, window + 1).values(), 0, values, offset, length);
    } else {
      System.arraycopy(all, window * length, values, offset, length);
    }
  }

  /** Of a compressed file, single windows take as long to read as all of them. */
  private float[] readAll(String input, int length) throws BadInputException {
    float[] all = new float[length * source.size()];
    for (int from = 0; from < source.size(); from += CHUNK) {
      int to = Math.min(source.size(), from + CHUNK);
      System.arraycopy(
          tensor(input, from, to).values(), 0, all, from * length, (to - from) * length);
    }
    return all;
  }

  private static long most() {
    return Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 8);
  }

  private FloatTensor tensor(String input, int from, int to) throws BadInputException {
    return (FloatTensor) source.read(from, to).inputs().get(input);
  }
}
