package org.loupe.family.ncp.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loupe.checkpoint.ScriptModule;
import org.loupe.checkpoint.StoredTensor;
import org.loupe.family.ncp.internal.NcpOptions.Assumed;
import org.loupe.model.BadInputException;
import org.loupe.model.Wiring;

/**
 * A network of closed-form continuous-time cells.
 *
 * @param implementation whose equations it has
 * @param mode how a cell makes its next state
 * @param activation of the backbone
 * @param layers one, or those of a wired network in the order of the state
 * @param wired whether the cell is made of layers
 * @param readout what stands after the last layer
 * @param assumed what the file does not say
 */
record CfcNetwork(
    Implementation implementation,
    Mode mode,
    Activation activation,
    List<CfcLayer> layers,
    boolean wired,
    Readout readout,
    List<Assumed> assumed)
    implements LiquidNetwork {
  static final String MASK = "sparsity_mask";

  /** Besides ff1, the linear layers of the modes that have a gate. */
  static final List<String> GATED = List.of("ff2", "time_a", "time_b");

  /** Copies the lists. */
  CfcNetwork {
    layers = List.copyOf(layers);
    assumed = List.copyOf(assumed);
  }

  private int units() {
    return layers.stream().mapToInt(CfcLayer::units).sum();
  }

  @Override
  public String describe() {
    String kind = wired ? layers.size() + (layers.size() == 1 ? " layer, " : " layers, ") : "";
    return String.format(
        "%s CfC, %d inputs, %s%d units, %d outputs",
        implementation.title(), layers.get(0).inputs(), kind, units(), readout.outputs());
  }

  @Override
  public String identity() {
    return layers.stream()
        .map(layer -> layer.path() + " " + Arrays.toString(layer.mask()))
        .collect(Collectors.joining("\n", readout + "\n", ""));
  }

  @Override
  public String code() {
    return new CfcCode(this).text();
  }

  @Override
  public ScriptModule module(SavedWeights weights) throws BadInputException {
    Map<String, ScriptModule> modules = new LinkedHashMap<>();
    if (wired) {
      Map<String, ScriptModule> cells = new LinkedHashMap<>();
      for (CfcLayer layer : layers) {
        cells.put(layer.attribute(), cell(layer, weights));
      }
      modules.put("rnn_cell", new ScriptModule(CfcCode.type("WiredCfCCell"), Map.of(), cells));
    } else {
      modules.put("rnn_cell", cell(layers.get(0), weights));
    }
    modules.put(
        "state_sequence", new ScriptModule(CfcCode.type("StateSequence"), Map.of(), Map.of()));
    readout.add(weights, modules);
    return new ScriptModule(CfcCode.type("CfC"), Map.of(), modules);
  }

  private ScriptModule cell(CfcLayer layer, SavedWeights weights) throws BadInputException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    Map<String, ScriptModule> modules = new LinkedHashMap<>();
    if (wired) {
      long width = layer.inputs() + layer.units();
      tensors.put(
          MASK,
          layer.mask().length == 0
              ? weights.buffer(layer.path() + MASK)
              : SavedWeights.buffer(MASK, List.of((long) layer.units(), width), layer.mask()));
    }
    if (!layer.backbone().isEmpty()) {
      modules.put("backbone", backbone(layer, weights));
    }
    String masked = wired ? "MaskedLinear" : "Linear";
    modules.put("ff1", Readout.linear(masked, weights, layer.path() + "ff1"));
    if (mode == Mode.PURE) {
      tensors.put("w_tau", weights.parameter(layer.path() + "w_tau"));
      tensors.put("A", weights.parameter(layer.path() + "A"));
    } else {
      for (String head : GATED) {
        String type = head.equals("ff2") ? masked : "Linear";
        modules.put(head, Readout.linear(type, weights, layer.path() + head));
      }
    }
    return new ScriptModule(CfcCode.type("CfCCell"), tensors, modules);
  }

  private static ScriptModule backbone(CfcLayer layer, SavedWeights weights)
      throws BadInputException {
    Map<String, ScriptModule> modules = new LinkedHashMap<>();
    for (int number : layer.backbone()) {
      modules.put(
          Integer.toString(number),
          Readout.linear("Linear", weights, layer.backbonePath() + number));
      modules.put(
          Integer.toString(number + 1),
          new ScriptModule(CfcCode.type("Activation"), Map.of(), Map.of()));
    }
    return new ScriptModule(CfcCode.type("Backbone"), Map.of(), modules);
  }

  /**
   * Of a wired network the types by layer; its masks do not say which synapses inhibit, so these
   * come with them only where the training saved them, too.
   */
  @Override
  public Optional<Wiring> wiring(SavedWeights weights) {
    if (!wired) {
      return Optional.empty();
    }
    List<String> types = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      String type = i == layers.size() - 1 ? "motor" : i == 0 ? "inter" : "command";
      for (int unit = 0; unit < layers.get(i).units(); unit++) {
        types.add(type);
      }
    }
    List<Integer> sizes = layers.stream().map(CfcLayer::units).toList();
    return Optional.of(
        new Wiring(types, SavedWiring.adjacency(weights.values(), sizes).orElse(List.of())));
  }
}
