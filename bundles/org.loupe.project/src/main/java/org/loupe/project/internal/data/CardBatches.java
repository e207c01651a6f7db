package org.loupe.project.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loupe.analysis.Decoding;
import org.loupe.model.ArrayReference;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.InputCard;
import org.loupe.model.LongTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;

/** Windows of a dataset as a model's inputs and true values, converted and cut as its card says. */
public final class CardBatches implements BatchSource {
  private final Windows windows;
  private final Map<String, InputReading> inputs = new LinkedHashMap<>();
  private final List<PredictionHead> targets;

  /**
   * Compares the dataset with the card; reads no numbers yet.
   *
   * @param decoding FREE_RUNNING leaves the card's token input out
   * @param targets names of the prediction heads whose true values are wanted
   * @throws BadInputException if they do not fit each other, with both shapes
   */
  public CardBatches(ModelCard card, Windows windows, Decoding decoding, Collection<String> targets)
      throws BadInputException {
    this.windows = windows;
    CardFit fit = new CardFit(windows.dataset(), card);
    String generation = card.generation();
    boolean free = decoding == Decoding.FREE_RUNNING && generation != null;
    for (InputCard input : fit.inputs(free ? generation : "")) {
      inputs.put(input.name(), new InputReading(windows.dataset(), card, input));
    }
    this.targets = fit.targets(targets);
    if (generation != null && !free && !inputs.containsKey(generation)) {
      throw new BadInputException(
          "Dataset '"
              + windows.dataset().name()
              + "' has no array '"
              + card.input(generation).data().array()
              + "' for input '"
              + generation
              + "', by which the model is teacher-forced; add it, or choose decoding=free_running.");
    }
  }

  @Override
  public int size() {
    return windows.size();
  }

  @Override
  public Batch read(int from, int to) throws BadInputException {
    int[] numbers = Arrays.copyOfRange(windows.numbers(), from, to);
    Map<String, Tensor> inputTensors = new LinkedHashMap<>();
    for (Map.Entry<String, InputReading> input : inputs.entrySet()) {
      inputTensors.put(input.getKey(), input.getValue().read(numbers));
    }
    Map<String, Tensor> targetTensors = new LinkedHashMap<>();
    for (PredictionHead head : targets) {
      targetTensors.put(head.name(), target(head, numbers));
    }
    return new Batch(numbers, inputTensors, targetTensors);
  }

  private Tensor target(PredictionHead head, int[] numbers) throws BadInputException {
    ArrayReference reference = Objects.requireNonNull(head.target(), head.name());
    Tensor stored = windows.dataset().read(reference, numbers);
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < stored.axes().size(); i++) {
      axes.add(Axis.of(head.axes().get(i), stored.axes().get(i).size()));
    }
    if (stored instanceof LongTensor longs) {
      return new LongTensor(axes, longs.elementType(), longs.values());
    }
    return new FloatTensor(axes, ((FloatTensor) stored).values());
  }
}
