package org.loupe.family.ncp.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.StateDict;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.model.StateDictRules;

/** Finds a liquid network in a file: in which section, and which cell. */
final class LiquidReader {
  /** What trainings call the section of the weights that they go on with. */
  private static final List<String> USUAL =
      List.of("state_dict", "model_state_dict", "model", "net", "weights");

  private final StateDict dict;
  private final @Nullable ModelCard card;

  /**
   * @param dict open; closed by the caller
   * @param card what is known of the model, or null
   */
  LiquidReader(StateDict dict, @Nullable ModelCard card) {
    this.dict = dict;
    this.card = card;
  }

  /**
   * Where a network stands.
   *
   * @param weights of its section
   * @param cells at least one
   * @param others sections with other networks, which are left alone
   * @param section its section, or empty
   */
  record Place(SavedWeights weights, List<CellNames> cells, String section, List<String> others) {}

  /**
   * Finds the place of a network.
   *
   * @return empty if the file has none
   * @throws BadInputException if the card's rules cannot be applied
   */
  Optional<Place> find() throws BadInputException {
    StateDictRules rules = card == null ? null : card.stateDict();
    StateDictRules applied =
        rules == null ? new StateDictRules(List.of(), List.of(), List.of()) : rules;
    if (dict.tensors(List.of()).isEmpty()) {
      return Optional.empty();
    }
    if (!applied.sections().isEmpty() || dict.sections().isEmpty()) {
      return place(applied, "");
    }
    Map<String, Place> places = new LinkedHashMap<>();
    for (String section : dict.sections()) {
      place(new StateDictRules(List.of(section), applied.rename(), applied.ignore()), section)
          .ifPresent(found -> places.put(section, found));
    }
    if (places.isEmpty()) {
      return Optional.empty();
    }
    String first = places.keySet().iterator().next();
    String chosen = USUAL.stream().filter(places::containsKey).findFirst().orElse(first);
    Place place = places.get(chosen);
    List<String> others = new ArrayList<>(places.keySet());
    others.remove(chosen);
    return place == null
        ? Optional.empty()
        : Optional.of(new Place(place.weights(), place.cells(), chosen, others));
  }

  private Optional<Place> place(StateDictRules rules, String section) throws BadInputException {
    SavedWeights weights = SavedWeights.of(dict, rules);
    List<CellNames> cells = CellNames.in(weights.names());
    return cells.isEmpty()
        ? Optional.empty()
        : Optional.of(new Place(weights, cells, section, List.of()));
  }

  /**
   * Reads the network's sizes.
   *
   * @throws BadInputException if something is missing, of another shape or left over
   */
  LiquidNetwork read(Place place) throws BadInputException {
    if (place.cells().size() > 1) {
      throw new BadInputException(
          dict.file()
              + " holds "
              + place.cells().size()
              + " liquid cells ("
              + String.join(", ", place.cells().stream().map(LiquidReader::shown).toList())
              + "), one is opened; leave the others out by stateDict.ignore in the model card.");
    }
    CellNames cell = place.cells().get(0);
    SavedWeights weights = place.weights();
    if (weights.has(cell.beside() + "lstm.input_map.weight")) {
      throw new BadInputException(
          dict.file()
              + " is a liquid network with a memory cell beside it (mixed_memory=True), which is"
              + " not among those that are opened from weights; export it as TorchScript.");
    }
    NcpOptions options = NcpOptions.of(card);
    Origin origin = Origin.of(dict, weights, cell, options);
    LiquidNetwork network =
        cell.kind() == CellNames.Kind.CFC
            ? new CfcReading(weights, cell, options, origin, card).read()
            : new LtcReading(weights, cell, options, origin, card).read();
    weights.requireAllAsked();
    return network;
  }

  private static String shown(CellNames cell) {
    return cell.path().isEmpty() ? "the file itself" : cell.path();
  }
}
