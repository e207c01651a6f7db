package org.loupe.method.activations.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InnerSource;
import org.loupe.analysis.ModuleOutputs;
import org.loupe.analysis.SomeWindows;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Probe;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.TensorSource;

/**
 * Where the layers' activations come from.
 *
 * @param inner the card's source, or null where they are outputs of sub-modules
 * @param query what is to be evaluated
 * @param layers the chosen ones, in the order in which they are shown
 * @param types the modules' classes by layer; empty for the card's
 */
record LayerSource(
    @Nullable InnerSource inner, Query query, List<String> layers, Map<String, String> types) {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /**
   * Finds them, by evaluating the first window.
   *
   * @throws BadInputException if there are none, or one that is asked for is missing
   */
  static LayerSource of(
      ModelCard card, ModelSession session, BatchSource inputs, ActivationsParameters parameters)
      throws LoupeException {
    TensorSource named = card.layers();
    boolean modules =
        switch (parameters.source()) {
          case AUTO -> named == null;
          case CARD -> false;
          case MODULES -> true;
        };
    if (modules) {
      return ofModules(card, session, inputs, parameters);
    }
    if (named == null) {
      throw new BadInputException(
          "The card does not say under 'layers' where activations come from; choose source=modules, or name an output, an exported method or a probe there.");
    }
    InnerSource inner = InnerSource.of(card, named);
    List<String> all = new ArrayList<>();
    session.evaluate(
        new SomeWindows(inputs, new int[] {0}),
        inner.query(),
        evaluation -> all.addAll(inner.read(evaluation).keySet()),
        Progress.none());
    // A dict from the engine has lost its order.
    all.sort(Comparator.comparing(LayerSource::sortable));
    List<String> chosen = ModuleOutputs.chosen(parameters.layers(), all);
    return new LayerSource(inner, inner.query(), chosen, Map.of());
  }

  private static LayerSource ofModules(
      ModelCard card, ModelSession session, BatchSource inputs, ActivationsParameters parameters)
      throws LoupeException {
    List<Probe> probes = ModuleOutputs.all(session, inputs);
    Map<String, String> types = new LinkedHashMap<>();
    probes.forEach(probe -> types.putIfAbsent(probe.name(), probe.type()));
    if (types.isEmpty()) {
      throw new BadInputException(
          "No output of a sub-module can be read in this model"
              + (card.layers() == null
                  ? "; name under 'layers' in the card where activations come from."
                  : "; choose source=card."));
    }
    List<String> telling =
        probes.stream().filter(ModuleOutputs::isTelling).map(Probe::name).toList();
    List<String> chosen =
        parameters.layers().strip().equals(ModuleOutputs.ALL)
            ? telling
            : ModuleOutputs.chosen(parameters.layers(), List.copyOf(types.keySet()));
    return new LayerSource(null, Query.probes(chosen.toArray(new String[0])), chosen, types);
  }

  /** With numbers of one length, so that layer 10 comes after layer 9. */
  private static String sortable(String name) {
    return NUMBER
        .matcher(name)
        .replaceAll(match -> "0".repeat(Math.max(0, 12 - match.group().length())) + match.group());
  }

  /** The layers' values in an evaluation of the query. */
  Map<String, FloatTensor> read(Evaluation evaluation) {
    Map<String, FloatTensor> all = inner == null ? evaluation.probes() : inner.read(evaluation);
    return layers.stream()
        .collect(
            Collectors.toMap(
                Function.identity(), all::get, (one, other) -> one, LinkedHashMap::new));
  }

  /** Whether units stand before steps, [N,H,T], as the card says. */
  boolean unitsFirst() {
    List<Dimension> axes = inner == null ? List.of() : inner.source().axes();
    return axes.size() == 3
        && axes.get(1) == Dimension.UNIT
        && (axes.get(2) == Dimension.TIME || axes.get(2) == Dimension.TOKEN);
  }

  /** In words that begin a sentence. */
  String describe() {
    return inner == null ? "Outputs of sub-modules" : inner.describe();
  }
}
