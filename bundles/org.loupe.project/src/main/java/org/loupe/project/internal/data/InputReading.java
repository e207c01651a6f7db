package org.loupe.project.internal.data;

import java.util.ArrayList;
import java.util.List;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.InputCard;
import org.loupe.model.LongTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.Tensor;

/** Reads one input of a model from a dataset: its type, its axes, and no gaps in its numbers. */
final class InputReading {
  private final Dataset dataset;
  private final ModelCard card;
  private final InputCard input;

  InputReading(Dataset dataset, ModelCard card, InputCard input) {
    this.dataset = dataset;
    this.card = card;
    this.input = input;
  }

  Tensor read(int[] windows) throws BadInputException {
    Tensor stored = dataset.read(input.data(), windows);
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < input.axes().size(); i++) {
      axes.add(Axis.of(input.axes().get(i), stored.axes().get(i).size()));
    }
    if (input.elementType().isFloatingPoint()) {
      FloatTensor floats = new FloatTensor(axes, floats(stored));
      checkFinite(floats, windows);
      return floats;
    }
    return new LongTensor(axes, input.elementType(), longs(stored, axes, windows));
  }

  private static float[] floats(Tensor stored) {
    if (stored instanceof FloatTensor floats) {
      return floats.values();
    }
    float[] values = new float[stored.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) stored.number(i);
    }
    return values;
  }

  private void checkFinite(FloatTensor tensor, int[] windows) throws BadInputException {
    float[] values = tensor.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        String found = Float.isNaN(values[i]) ? "NaN" : "An infinite value";
        throw new BadInputException(
            found
                + " in array '"
                + input.data().array()
                + "' of dataset '"
                + dataset.name()
                + "', "
                + place(tensor.axes(), i, windows)
                + "; remove the window or fill the gap.");
      }
    }
  }

  private long[] longs(Tensor stored, List<Axis> axes, int[] windows) throws BadInputException {
    ElementType type = input.elementType();
    long[] values = stored instanceof LongTensor longs ? longs.values() : new long[stored.size()];
    for (int i = 0; i < values.length; i++) {
      double number = stored.number(i);
      long value = stored instanceof LongTensor ? values[i] : (long) number;
      if (value != number && !(stored instanceof LongTensor) || !fits(value, type)) {
        throw new BadInputException(
            "The value "
                + (stored instanceof LongTensor ? value + "" : number + "")
                + " in array '"
                + input.data().array()
                + "' of dataset '"
                + dataset.name()
                + "', "
                + place(axes, i, windows)
                + " does not fit the type "
                + type.key()
                + " that the card gives input '"
                + input.name()
                + "'; correct one of them.");
      }
      values[i] = value;
    }
    return values;
  }

  private static boolean fits(long value, ElementType type) {
    return switch (type) {
      case INT8 -> value == (byte) value;
      case INT16 -> value == (short) value;
      case INT32 -> value == (int) value;
      case UINT8 -> value == (value & 0xff);
      case BOOL -> value == 0 || value == 1;
      default -> true;
    };
  }

  /** 'window 12, step 3, channel frame_b2.Ax'. */
  private String place(List<Axis> axes, int position, int[] windows) {
    int rest = position;
    String[] parts = new String[axes.size()];
    for (int i = axes.size() - 1; i >= 0; i--) {
      int index = rest % axes.get(i).size();
      rest /= axes.get(i).size();
      parts[i] = part(axes.get(i).dimension(), index, windows);
    }
    return String.join(", ", parts);
  }

  private String part(Dimension dimension, int index, int[] windows) {
    return switch (dimension) {
      case WINDOW -> "window " + windows[index];
      case TIME -> "step " + index;
      case CHANNEL ->
          "channel "
              + card.channelsOf(input)
                  .map(ChannelSet::names)
                  .filter(names -> index < names.size())
                  .map(names -> names.get(index))
                  .orElse(String.valueOf(index));
      default -> dimension.key() + " " + index;
    };
  }
}
