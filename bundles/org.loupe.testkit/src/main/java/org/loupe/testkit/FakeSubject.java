package org.loupe.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Subject;
import org.loupe.model.ArrayReference;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.InputCard;
import org.loupe.model.LongTensor;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;

/**
 * A session on windows of a dataset.
 *
 * @param session the model; closed by whoever made it
 * @param windows the chosen windows
 * @param seed of random choices
 */
public record FakeSubject(ModelSession session, Windows windows, long seed) implements Subject {

  /** With the seed 42. */
  public FakeSubject(ModelSession session, Windows windows) {
    this(session, windows, 42);
  }

  @Override
  public Checkpoint checkpoint() {
    return session.checkpoint();
  }

  @Override
  public BatchSource inputs(Decoding decoding, Collection<String> targets) {
    return new BatchSource() {
      @Override
      public int size() {
        return windows.size();
      }

      @Override
      public Batch read(int from, int to) throws BadInputException {
        int[] numbers = Arrays.copyOfRange(windows.numbers(), from, to);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (InputCard input : card().inputs()) {
          boolean leftOut =
              decoding == Decoding.FREE_RUNNING && input.name().equals(card().generation())
                  || input.optional()
                      && !windows.dataset().arrays().containsKey(input.data().array());
          if (!leftOut) {
            inputs.put(input.name(), shaped(input.data(), numbers, input.axes()));
          }
        }
        Map<String, Tensor> truth = new LinkedHashMap<>();
        for (String head : targets) {
          ArrayReference target = card().head(head).target();
          if (target != null) {
            truth.put(head, shaped(target, numbers, targetAxes(card().head(head), target)));
          }
        }
        return new Batch(numbers, inputs, truth);
      }
    };
  }

  /** Without classes; of a regression with its values where the array has them. */
  private List<Dimension> targetAxes(PredictionHead head, ArrayReference target) {
    List<Dimension> axes = head.axes();
    Dataset.ArrayInfo array = windows.dataset().arrays().get(target.array());
    boolean values =
        head.kind() == PredictionHead.Kind.REGRESSION
            && array != null
            && array.shape().length == axes.size();
    return values ? axes : axes.subList(0, axes.size() - 1);
  }

  private Tensor shaped(ArrayReference array, int[] numbers, List<Dimension> dimensions)
      throws BadInputException {
    Tensor tensor = windows.dataset().read(array, numbers);
    int[] shape = tensor.shape();
    if (shape.length != dimensions.size()) {
      throw new BadInputException(
          "Array '"
              + array.array()
              + "' has the shape "
              + Tensor.describe(shape)
              + ", but the card says "
              + dimensions
              + ".");
    }
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < shape.length; i++) {
      axes.add(Axis.of(dimensions.get(i), shape[i]));
    }
    return tensor instanceof LongTensor longs
        ? new LongTensor(axes, longs.elementType(), longs.values())
        : new FloatTensor(axes, ((FloatTensor) tensor).values());
  }
}
