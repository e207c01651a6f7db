package org.loupe.method.overview.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.analysis.Perturbation;
import org.loupe.analysis.VariantSource;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * Windows whose inputs are set to zero (variant 0) or are those of another window (the others). All
 * other inputs, such as previous tokens, stay.
 */
final class ChangedInputs {
  private final BatchSource source;
  private final int variants;
  private final int[][] others;
  private final Map<String, Integer> lengths = new HashMap<>();

  /**
   * For windows of one size.
   *
   * @param repeats how often each window gets the inputs of another one; of a single window there
   *     is no other
   * @param inputs those that may be changed
   * @throws BadInputException if one is missing or holds no floating-point numbers
   */
  ChangedInputs(BatchSource source, List<String> inputs, int repeats, long seed)
      throws BadInputException {
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
    this.others = new int[source.size() < 2 ? 0 : repeats][];
    this.variants = 1 + others.length;
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < others.length; r++) {
      others[r] = circle(source.size(), random);
    }
  }

  /** How many variants there are of each window. */
  int variants() {
    return variants;
  }

  /** The windows, all variants of one together, with these inputs changed. */
  BatchSource of(List<String> inputs) {
    BatchSource changed = new VariantSource(source, variants, inputs.get(0), change(inputs.get(0)));
    for (String input : inputs.subList(1, inputs.size())) {
      Perturbation change = change(input);
      changed =
          new VariantSource(
              changed,
              1,
              input,
              (position, none, values, offset) ->
                  change.apply(position / variants, position % variants, values, offset));
    }
    return changed;
  }

  private Perturbation change(String input) {
    int length = lengths.get(input);
    return (window, variant, values, offset) -> {
      if (variant == 0) {
        Arrays.fill(values, offset, offset + length, 0);
      } else {
        System.arraycopy(read(input, others[variant - 1][window]), 0, values, offset, length);
      }
    };
  }

  private float[] read(String input, int window) throws BadInputException {
    return ((FloatTensor) source.read(window, window + 1).inputs().get(input)).values();
  }

  /** To each window another one: its successor in a random circle of all. */
  private static int[] circle(int size, SplittableRandom random) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    int[] next = new int[size];
    for (int i = 0; i < size; i++) {
      next[order[i]] = order[(i + 1) % size];
    }
    return next;
  }
}
