package org.loupe.family.ncp.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.checkpoint.ScriptModule;
import org.loupe.checkpoint.StoredTensor;
import org.loupe.family.ncp.internal.NcpOptions.Assumed;
import org.loupe.model.BadInputException;
import org.loupe.model.Wiring;

/**
 * A network of one liquid time-constant cell (Hasani et al., Liquid Time-constant Networks, 2021).
 *
 * @param implementation who saved it; the equations are the same
 * @param path what its tensors' names begin with
 * @param inputs number of inputs
 * @param units size of the state
 * @param motors how many units, from the first on, are outputs
 * @param mappings those of {@link #MAPPINGS} that the file has
 * @param solver how a time step is solved
 * @param sensory signed synapses [input][unit] that the card gives; empty where the file does
 * @param inner signed synapses [unit][unit] that the card gives; empty where the file does
 * @param readout what stands after the motor neurons
 * @param assumed what the file does not say
 */
record LtcNetwork(
    Implementation implementation,
    String path,
    int inputs,
    int units,
    int motors,
    List<String> mappings,
    Solver solver,
    float[] sensory,
    float[] inner,
    Readout readout,
    List<Assumed> assumed)
    implements LiquidNetwork {
  static final List<String> VECTORS = List.of("gleak", "vleak", "cm");
  static final List<String> SYNAPSES = List.of("w", "mu", "sigma");
  static final List<String> MAPPINGS = List.of("input_w", "input_b", "output_w", "output_b");
  static final String MASK = "sparsity_mask";
  static final String REVERSAL = "erev";

  /** What is not trained. */
  static final List<String> BUFFERS = List.of(MASK, "sensory_" + MASK);

  /**
   * How a time step is solved.
   *
   * @param unfolds steps of the solver
   * @param epsilon added to denominators
   * @param implicit whether conductances and capacitances become positive by a softplus
   */
  record Solver(int unfolds, double epsilon, boolean implicit) {}

  /** Copies the lists. */
  LtcNetwork {
    mappings = List.copyOf(mappings);
    assumed = List.copyOf(assumed);
  }

  @Override
  public String describe() {
    return String.format(
        "%s LTC, %d inputs, %d units, %d outputs",
        implementation.title(), inputs, units, readout.outputs());
  }

  @Override
  public String identity() {
    return String.join(
        "\n", path, readout.toString(), Arrays.toString(sensory), Arrays.toString(inner));
  }

  @Override
  public String code() {
    return new LtcCode(this).text();
  }

  @Override
  public ScriptModule module(SavedWeights weights) throws BadInputException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String name : parameters()) {
      if (isFromCard(name)) {
        tensors.put(name, synapses(name, false));
      } else {
        tensors.put(name, weights.parameter(path + name));
      }
    }
    for (String name : BUFFERS) {
      tensors.put(name, isFromCard(name) ? synapses(name, true) : weights.buffer(path + name));
    }
    ScriptModule synapses = new ScriptModule(CfcCode.type("Synapses"), Map.of(), Map.of());
    Map<String, ScriptModule> inside = new LinkedHashMap<>();
    inside.put("recurrent_synapses", synapses);
    inside.put("sensory_synapses", synapses);
    ScriptModule cell = new ScriptModule(CfcCode.type("LTCCell"), tensors, inside);
    Map<String, ScriptModule> modules = new LinkedHashMap<>();
    modules.put("rnn_cell", cell);
    modules.put(
        "state_sequence", new ScriptModule(CfcCode.type("StateSequence"), Map.of(), Map.of()));
    readout.add(weights, modules);
    return new ScriptModule(CfcCode.type("LTC"), Map.of(), modules);
  }

  /** Names of the trained tensors of the cell. */
  List<String> parameters() {
    List<String> names = new ArrayList<>(VECTORS);
    for (String name : List.of("w", "mu", "sigma", REVERSAL)) {
      names.add(name);
      names.add("sensory_" + name);
    }
    names.addAll(mappings);
    return names;
  }

  private boolean isFromCard(String name) {
    return inner.length > 0 && (name.endsWith(MASK) || name.endsWith(REVERSAL));
  }

  private StoredTensor synapses(String name, boolean mask) {
    boolean fromInputs = name.startsWith("sensory_");
    float[] signs = (fromInputs ? sensory : inner).clone();
    for (int i = 0; mask && i < signs.length; i++) {
      signs[i] = Math.abs(signs[i]);
    }
    return SavedWeights.buffer(
        name, List.of(fromInputs ? (long) inputs : units, (long) units), signs);
  }

  /**
   * The signs of the reversal potentials as trained. Motor neurons come first; of the others those
   * that inputs reach are inter neurons, and those that only units reach are command neurons.
   */
  @Override
  public Optional<Wiring> wiring(SavedWeights weights) throws BadInputException {
    float[] reached = inner.length > 0 ? sensory : weights.read(path + "sensory_" + MASK);
    float[] open = inner.length > 0 ? inner : weights.read(path + MASK);
    float[] reversal = inner.length > 0 ? inner : weights.read(path + REVERSAL);
    List<String> types = new ArrayList<>();
    List<List<Integer>> adjacency = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      boolean sensed = false;
      for (int input = 0; input < inputs; input++) {
        sensed |= reached[input * units + unit] != 0;
      }
      types.add(unit < motors ? "motor" : sensed ? "inter" : "command");
      List<Integer> signs = new ArrayList<>();
      for (int to = 0; to < units; to++) {
        int at = unit * units + to;
        signs.add(open[at] == 0 ? 0 : (int) Math.signum(reversal[at]));
      }
      adjacency.add(List.copyOf(signs));
    }
    return Optional.of(new Wiring(types, adjacency));
  }
}
