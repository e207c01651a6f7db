package org.loupe.family.ncp.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loupe.checkpoint.ScriptModule;
import org.loupe.checkpoint.StoredTensor;
import org.loupe.model.BadInputException;

/**
 * Linear layers on what a network's cell gives.
 *
 * @param layers in their order, each an attribute of the model
 * @param outputs how many numbers come out
 */
record Readout(List<Layer> layers, int outputs) {

  /**
   * A linear layer.
   *
   * @param attribute in the archive
   * @param path its name in the file
   */
  record Layer(String attribute, String path) {}

  /**
   * The projection of a CfC, where there is one, and the layer that the card names.
   *
   * @param projection the projection's path, or empty for cells that have none
   * @param inputs how many numbers the cell gives
   * @throws BadInputException if a layer is missing, or does not fit the one before
   */
  static Readout of(
      SavedWeights weights, NcpOptions options, Optional<String> projection, int inputs)
      throws BadInputException {
    List<Layer> layers = new ArrayList<>();
    if (projection.isPresent() && weights.has(projection.get() + ".weight")) {
      layers.add(new Layer("fc", projection.get()));
    }
    Optional<String> named = options.readout();
    if (named.isPresent() && !named.equals(projection)) {
      layers.add(new Layer("readout", named.get()));
    }
    int size = inputs;
    for (Layer layer : layers) {
      int outputs = weights.matrix(layer.path() + ".weight")[0];
      weights.require(layer.path() + ".weight", outputs, size);
      weights.require(layer.path() + ".bias", outputs);
      size = outputs;
    }
    return new Readout(layers, size);
  }

  /** Declarations of the layers as attributes. */
  String attributes() {
    return layers.stream()
        .map(layer -> "  " + layer.attribute() + " : __torch__.ncp.Linear\n")
        .collect(Collectors.joining());
  }

  /** Statements that apply the layers to {@code y}. */
  String statements() {
    return layers.stream()
        .map(layer -> "    @ = self.@\n    y = (@).forward(y, )\n".replace("@", layer.attribute()))
        .collect(Collectors.joining());
  }

  /** The layers with their numbers, by attribute. */
  void add(SavedWeights weights, Map<String, ScriptModule> modules) throws BadInputException {
    for (Layer layer : layers) {
      modules.put(layer.attribute(), linear("Linear", weights, layer.path()));
    }
  }

  /** A linear layer with its numbers. */
  static ScriptModule linear(String type, SavedWeights weights, String path)
      throws BadInputException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("weight", weights.parameter(path + ".weight"));
    tensors.put("bias", weights.parameter(path + ".bias"));
    return new ScriptModule("__torch__.ncp." + type, tensors, Map.of());
  }
}
