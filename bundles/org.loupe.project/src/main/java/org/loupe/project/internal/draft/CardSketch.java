package org.loupe.project.internal.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.CellStep;
import org.loupe.model.ChannelSet;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.StateDictRules;
import org.loupe.model.TensorSource;
import org.loupe.model.TokenCard;
import org.loupe.model.WindowLabel;
import org.loupe.model.Wiring;

/** A model card in the making. */
final class CardSketch {
  final String name;
  final List<InputCard> inputs = new ArrayList<>();
  final List<String> explain = new ArrayList<>();
  final Map<String, ChannelSet> channels = new LinkedHashMap<>();
  final List<PredictionHead> heads = new ArrayList<>();
  @Nullable TensorSource hidden;
  @Nullable TensorSource states;
  @Nullable TensorSource layers;
  @Nullable CellStep step;
  @Nullable Wiring wiring;
  @Nullable ArrayReference lengths;
  @Nullable ArrayReference clusters;
  @Nullable String generation;
  final Map<String, WindowLabel> labels = new LinkedHashMap<>();
  @Nullable TokenCard tokens;
  final Map<String, Map<String, Long>> vocabularies = new LinkedHashMap<>();
  @Nullable StateDictRules stateDict;
  final Map<String, String> extensions = new LinkedHashMap<>();

  CardSketch(String name) {
    this.name = name;
  }

  ModelCard card() {
    return new ModelCard(
        name,
        inputs,
        explain,
        channels,
        heads,
        hidden,
        states,
        layers,
        step,
        wiring,
        lengths,
        clusters,
        Map.of(),
        generation,
        labels,
        tokens,
        vocabularies,
        stateDict,
        extensions);
  }
}
