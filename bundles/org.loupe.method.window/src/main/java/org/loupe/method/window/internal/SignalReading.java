package org.loupe.method.window.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InputLayout;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.Scaler;
import org.loupe.model.Tensor;

/** Takes the signals out of a batch of one window. */
final class SignalReading {
  private static final String TIMESPANS = "timespans";

  private SignalReading() {}

  static Signals read(ModelCard card, String name, Batch batch) throws BadInputException {
    InputCard input = card.input(name);
    Tensor tensor = batch.inputs().get(name);
    if (tensor == null) {
      throw new BadInputException("The dataset has no values of input '" + name + "'.");
    }
    InputLayout layout = InputLayout.of(name, tensor);
    int channels = layout.channels();
    Scaler scaler = input.channels() == null ? null : card.scalers().get(input.channels());
    if (scaler != null && scaler.scale().size() < channels) {
      scaler = null;
    }
    float[] scaled = new float[layout.elements()];
    float[] physical = new float[layout.elements()];
    for (int t = 0; t < layout.steps(); t++) {
      for (int c = 0; c < channels; c++) {
        double value = tensor.number(layout.position(0, t, c));
        scaled[t * channels + c] = (float) value;
        physical[t * channels + c] = (float) (scaler == null ? value : scaler.physical(c, value));
      }
    }
    return new Signals(
        name,
        layout.steps(),
        channels,
        scaled,
        physical,
        scaler != null,
        card.channelsOf(input).orElse(null),
        input.unit() == null ? "" : input.unit(),
        seconds(card, batch, layout.steps()));
  }

  /** Sums of the time spans before each step, from the first step on. */
  private static double @Nullable [] seconds(ModelCard card, Batch batch, int steps) {
    for (InputCard input : card.inputs()) {
      Tensor spans = batch.inputs().get(input.name());
      if (TIMESPANS.equals(input.role()) && spans != null && spans.size() == steps) {
        double[] seconds = new double[steps];
        for (int t = 1; t < steps; t++) {
          seconds[t] = seconds[t - 1] + spans.number(t);
        }
        return seconds;
      }
    }
    return null;
  }
}
