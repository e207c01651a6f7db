package org.loupe.family.ncp.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.family.ncp.internal.NcpOptions.Assumed;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;

/** Reads the sizes of an LTC off its tensors, and holds them against each other. */
final class LtcReading {
  /** A unit has a synapse to every other: the state's size counts squared, at every step. */
  private static final int MOST_UNITS = 4096;

  private static final int UNFOLDS = 6;
  private static final double EPSILON = 1e-8;

  private final SavedWeights weights;
  private final String path;
  private final NcpOptions options;
  private final Origin origin;
  private final @Nullable ModelCard card;

  LtcReading(
      SavedWeights weights,
      CellNames cell,
      NcpOptions options,
      Origin origin,
      @Nullable ModelCard card) {
    this.weights = weights;
    this.path = cell.path();
    this.options = options;
    this.origin = origin;
    this.card = card;
  }

  LtcNetwork read() throws BadInputException {
    int units = weights.vector(path + "gleak");
    if (units > MOST_UNITS) {
      throw new BadInputException(
          weights.file()
              + " has "
              + units
              + " units, at most "
              + MOST_UNITS
              + " are read; export the model as TorchScript.");
    }
    int inputs = weights.matrix(path + "sensory_w")[0];
    for (String name : LtcNetwork.VECTORS) {
      weights.require(path + name, units);
    }
    for (String name : LtcNetwork.SYNAPSES) {
      weights.require(path + name, units, units);
      weights.require(path + "sensory_" + name, inputs, units);
    }
    boolean wiringInFile =
        weights.has(path + LtcNetwork.MASK) || origin.implementation() == Implementation.TORCH;
    float[] inner = new float[0];
    float[] sensory = new float[0];
    if (wiringInFile) {
      for (String name : List.of(LtcNetwork.MASK, LtcNetwork.REVERSAL)) {
        weights.require(path + name, units, units);
        weights.require(path + "sensory_" + name, inputs, units);
      }
    } else {
      CardWiring wiring = CardWiring.of(card, options, weights.file());
      sensory = wiring.sensory(inputs, units);
      inner = wiring.inner(units);
    }
    List<String> mappings = mappings(inputs);
    int motors = motors(units);
    return new LtcNetwork(
        origin.implementation(),
        path,
        inputs,
        units,
        motors,
        mappings,
        solver(),
        sensory,
        inner,
        Readout.of(weights, options, Optional.empty(), motors),
        assumed());
  }

  /** The affine maps that the file has, on the input and on the motor neurons. */
  private List<String> mappings(int inputs) throws BadInputException {
    List<String> mappings = new ArrayList<>();
    for (String name : LtcNetwork.MAPPINGS) {
      if (weights.has(path + name)) {
        mappings.add(name);
        if (name.startsWith("input")) {
          weights.require(path + name, inputs);
        }
      }
    }
    return mappings;
  }

  private int motors(int units) throws BadInputException {
    Optional<Integer> said = options.outputs();
    int motors;
    if (weights.has(path + "output_w")) {
      motors = weights.vector(path + "output_w");
      if (said.isPresent() && said.get() != motors) {
        throw new BadInputException(
            "The card's x-ncp.outputs is "
                + said.get()
                + ", but "
                + weights.file()
                + " has "
                + motors
                + " in output_w; correct the card.");
      }
    } else {
      motors =
          said.orElseThrow(
              () ->
                  new BadInputException(
                      weights.file()
                          + " has no output_w, so that nothing says how many of its "
                          + units
                          + " units are motor neurons; write x-ncp.outputs into the model card."));
    }
    if (weights.has(path + "output_b")) {
      weights.require(path + "output_b", motors);
    }
    if (motors > units) {
      throw new BadInputException(
          weights.file() + " has " + motors + " outputs, but only " + units + " units.");
    }
    return motors;
  }

  private LtcNetwork.Solver solver() throws BadInputException {
    return new LtcNetwork.Solver(
        options.unfolds().orElse(UNFOLDS),
        options.epsilon().orElse(EPSILON),
        options.implicit().orElse(true));
  }

  private List<Assumed> assumed() throws BadInputException {
    List<Assumed> assumed = new ArrayList<>(origin.assumed());
    if (options.unfolds().isEmpty()) {
      assumed.add(
          new Assumed(
              NcpOptions.UNFOLDS,
              UNFOLDS,
              "The solver is taken to make "
                  + UNFOLDS
                  + " steps per time step, which the file does not say; x-ncp.unfolds says"
                  + " otherwise."));
    }
    if (options.epsilon().isEmpty()) {
      assumed.add(
          new Assumed(
              NcpOptions.EPSILON,
              EPSILON,
              "The solver's epsilon is taken to be 1e-8; x-ncp.epsilon says otherwise."));
    }
    if (options.implicit().isEmpty()) {
      assumed.add(
          new Assumed(
              NcpOptions.IMPLICIT,
              true,
              "Conductances and capacitances are taken to be made positive by a softplus"
                  + " (implicit_param_constraints), which the file does not say;"
                  + " x-ncp.implicitParamConstraints (false) says otherwise."));
    }
    return assumed;
  }
}
