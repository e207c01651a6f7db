package org.loupe.family.ncp.internal;

import java.util.List;
import java.util.Optional;
import org.loupe.checkpoint.ScriptModule;
import org.loupe.family.ncp.internal.NcpOptions.Assumed;
import org.loupe.model.BadInputException;
import org.loupe.model.Wiring;

/** A liquid network as its file's names and shapes tell it. */
interface LiquidNetwork {

  /** What it is, with its sizes: {@code ncps CfC, 7 inputs, 32 units, 3 outputs}. */
  String describe();

  /** What the file does not say. */
  List<Assumed> assumed();

  /** Which tensors it takes, and what it has from elsewhere; with the code, all that it is. */
  String identity();

  /** Its classes in TorchScript, in the module {@code ncp}. */
  String code();

  /**
   * Its modules with their numbers.
   *
   * @throws BadInputException if a tensor is damaged
   */
  ScriptModule module(SavedWeights weights) throws BadInputException;

  /**
   * The wiring that the weights have, in the order of the state's units.
   *
   * @return empty where every unit is wired to every other by a dense layer
   * @throws BadInputException if a tensor is damaged
   */
  Optional<Wiring> wiring(SavedWeights weights) throws BadInputException;
}
