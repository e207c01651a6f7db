package org.loupe.method.saliency.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Logits;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Sink;
import org.loupe.model.Target;
import org.loupe.model.Tensor;

/**
 * The classes that are predicted at x, at every position, PAD included. Handed on as the true ones,
 * they stay the explained classes along paths and under noise.
 */
final class KeptClasses implements Sink {
  private final String head;
  private final int windows;
  private List<Axis> axes = List.of();
  private long @Nullable [] classes;

  KeptClasses(String head, int windows) {
    this.head = head;
    this.windows = windows;
  }

  /** Takes the logits of a micro-batch. */
  @Override
  public void accept(Evaluation evaluation) {
    FloatTensor logits = evaluation.outputs().get(head);
    int units = logits.axes().get(logits.axes().size() - 1).size();
    int positions = logits.size() / evaluation.batch().size() / units;
    if (classes == null) {
      axes = logits.axes().subList(1, logits.axes().size() - 1);
      classes = new long[windows * positions];
    }
    for (int i = 0; i < evaluation.batch().size() * positions; i++) {
      classes[evaluation.from() * positions + i] = Logits.best(logits.values(), i * units, units);
    }
  }

  /** The same target of the class that was predicted. */
  Target target(Target predicted) {
    return new Target(
        predicted.predictionHead(),
        predicted.objective(),
        Target.ClassChoice.TRUE,
        -1,
        predicted.step());
  }

  /** The same windows with these classes as their true ones. */
  BatchSource with(BatchSource source) {
    long[] all = classes == null ? new long[0] : classes;
    int positions = all.length / windows;
    return new BatchSource() {
      @Override
      public int size() {
        return source.size();
      }

      @Override
      public Batch read(int from, int to) throws BadInputException {
        Batch batch = source.read(from, to);
        List<Axis> shape = new ArrayList<>();
        shape.add(Axis.of(Dimension.WINDOW, to - from));
        shape.addAll(axes);
        Map<String, Tensor> targets = new LinkedHashMap<>(batch.targets());
        targets.put(
            head,
            new LongTensor(
                shape,
                ElementType.INT64,
                Arrays.copyOfRange(all, from * positions, to * positions)));
        return new Batch(batch.windows(), batch.inputs(), targets);
      }
    };
  }
}
