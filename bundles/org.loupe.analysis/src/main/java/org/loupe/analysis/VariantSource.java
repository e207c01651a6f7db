package org.loupe.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Tensor;

/**
 * Several variants of every window of another source, made while they are read, so that thousands
 * of them make one stream of full micro-batches and never exist at once. All variants of a window
 * stand together: position = window · variants + variant.
 */
public final class VariantSource implements BatchSource {
  private final BatchSource source;
  private final int variants;
  private final String input;
  private final Perturbation perturbation;

  /**
   * Variants of a source.
   *
   * @param source the windows as they are
   * @param variants how many of each window, 1 or more
   * @param input the floating-point input that is changed; to change several, nest sources
   * @param perturbation changes it
   * @throws ArithmeticException if there would be more windows than an int can count
   */
  public VariantSource(BatchSource source, int variants, String input, Perturbation perturbation) {
    if (variants < 1) {
      throw new IllegalArgumentException(variants + " variants");
    }
    Math.multiplyExact(source.size(), variants);
    this.source = source;
    this.variants = variants;
    this.input = input;
    this.perturbation = perturbation;
  }

  /** How many variants there are of each window. */
  public int variants() {
    return variants;
  }

  @Override
  public int size() {
    return source.size() * variants;
  }

  @Override
  public Batch read(int from, int to) throws BadInputException {
    int first = from / variants;
    Batch batch = source.read(first, from == to ? first : (to - 1) / variants + 1);
    int[] rows = new int[to - from];
    int[] windows = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (from + i) / variants - first;
      windows[i] = batch.windows()[rows[i]];
    }
    Map<String, Tensor> inputs = repeat(batch.inputs(), rows);
    perturb(inputs, from);
    return new Batch(windows, inputs, repeat(batch.targets(), rows));
  }

  private void perturb(Map<String, Tensor> inputs, int from) throws BadInputException {
    if (!(inputs.get(input) instanceof FloatTensor tensor)) {
      throw new BadInputException(
          "Input '"
              + input
              + "' holds no floating-point numbers and cannot be changed little by little; choose a continuous input.");
    }
    int rows = tensor.axes().get(0).size();
    for (int i = 0; i < rows; i++) {
      int position = from + i;
      perturbation.apply(
          position / variants, position % variants, tensor.values(), i * (tensor.size() / rows));
    }
  }

  private static Map<String, Tensor> repeat(Map<String, Tensor> tensors, int[] rows) {
    Map<String, Tensor> repeated = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> repeated.put(name, repeat(tensor, rows)));
    return repeated;
  }

  /** Always a copy, which the perturbation may write to. */
  private static Tensor repeat(Tensor tensor, int[] rows) {
    List<Axis> axes = new ArrayList<>(tensor.axes());
    Axis window = axes.get(0);
    axes.set(0, new Axis(window.name(), window.dimension(), rows.length));
    int length = window.size() == 0 ? 0 : tensor.size() / window.size();
    if (tensor instanceof FloatTensor floats) {
      float[] values = new float[rows.length * length];
      copy(floats.values(), values, rows, length);
      return new FloatTensor(axes, values);
    }
    long[] values = new long[rows.length * length];
    copy(((LongTensor) tensor).values(), values, rows, length);
    return new LongTensor(axes, tensor.elementType(), values);
  }

  private static void copy(Object from, Object to, int[] rows, int length) {
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(from, rows[i] * length, to, i * length, length);
    }
  }
}
