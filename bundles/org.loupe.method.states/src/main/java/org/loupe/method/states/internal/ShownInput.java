package org.loupe.method.states.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ChannelNames;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.Scaler;

/**
 * How the input and the time spans beside the states are called.
 *
 * @param name of the input, or null where the card has none of [N,T,C]
 * @param channels its channels' names
 * @param scaler how its values became inputs, or null
 * @param spanUnit unit of the time spans; empty if the card gives none
 * @param source where the states come from, in words that begin a sentence
 */
record ShownInput(
    @Nullable String name,
    ChannelNames channels,
    @Nullable Scaler scaler,
    String spanUnit,
    String source) {

  static ShownInput of(ModelCard card, StateReader reader) {
    InputCard input = reader.input();
    InputCard spans = reader.timespans();
    String unit = spans == null ? null : spans.unit();
    return new ShownInput(
        input == null ? null : input.name(),
        new ChannelNames(input == null ? null : card.channelsOf(input).orElse(null)),
        input == null || input.channels() == null ? null : card.scalers().get(input.channels()),
        unit == null ? "" : unit,
        reader.describe());
  }

  /** What the sum of time spans is called: 'time in s'. */
  String time() {
    return spanUnit.isEmpty() ? "cumulative time" : "cumulative time in " + spanUnit;
  }
}
