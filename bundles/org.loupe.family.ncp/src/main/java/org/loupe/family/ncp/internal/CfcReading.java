package org.loupe.family.ncp.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loupe.family.ncp.internal.NcpOptions.Assumed;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;

/** Reads the sizes of a CfC off its tensors, and holds them against each other. */
final class CfcReading {
  private static final int MOST_LAYERS = 256;

  private final SavedWeights weights;
  private final CellNames cell;
  private final NcpOptions options;
  private final Origin origin;
  private final @Nullable ModelCard card;
  private final List<Assumed> assumed = new ArrayList<>();

  CfcReading(
      SavedWeights weights,
      CellNames cell,
      NcpOptions options,
      Origin origin,
      @Nullable ModelCard card) {
    this.weights = weights;
    this.cell = cell;
    this.options = options;
    this.origin = origin;
    this.card = card;
    assumed.addAll(origin.assumed());
  }

  CfcNetwork read() throws BadInputException {
    Mode mode = mode();
    List<CfcLayer> layers = cell.isWired() ? layers(mode) : List.of(layer("", cell.path(), mode));
    CfcLayer last = layers.get(layers.size() - 1);
    Readout readout = Readout.of(weights, options, Optional.of(cell.beside() + "fc"), last.units());
    if (origin.implementation() == Implementation.MLX && readout.layers().isEmpty()) {
      assumed.add(
          new Assumed(
              NcpOptions.READOUT,
              null,
              "ncps-mlx does not save a projection (proj_size): the outputs are the "
                  + last.units()
                  + " units of the last layer."));
    }
    return new CfcNetwork(
        origin.implementation(),
        mode,
        activation(layers.get(0)),
        layers,
        cell.isWired(),
        readout,
        assumed);
  }

  private Mode mode() throws BadInputException {
    String first = cell.isWired() ? cell.layers().values().iterator().next() : cell.path();
    boolean pure = weights.has(first + "w_tau");
    Optional<Mode> said = options.choice(NcpOptions.MODE, Mode.class, Mode::key);
    if (said.isPresent() && (said.get() == Mode.PURE) != pure) {
      throw new BadInputException(
          "The card's x-ncp.mode is "
              + said.get().key()
              + ", but "
              + weights.file()
              + " has "
              + (pure ? "w_tau, as mode pure has" : "time_a, which mode pure has not")
              + "; correct the card.");
    }
    if (said.isPresent() || pure) {
      return said.orElse(Mode.PURE);
    }
    assumed.add(
        new Assumed(
            NcpOptions.MODE,
            Mode.DEFAULT.key(),
            "The mode is taken to be default, which the file does not say; x-ncp.mode (default,"
                + " no_gate) says otherwise."));
    return Mode.DEFAULT;
  }

  private Activation activation(CfcLayer first) throws BadInputException {
    Optional<Activation> said =
        options.choice(NcpOptions.ACTIVATION, Activation.class, Activation::key);
    if (said.isEmpty() && !first.backbone().isEmpty()) {
      assumed.add(
          new Assumed(
              NcpOptions.ACTIVATION,
              Activation.LECUN_TANH.key(),
              "The backbone's activation is taken to be lecun_tanh, which the file does not say;"
                  + " x-ncp.activation (relu, gelu, silu, tanh) says otherwise."));
    }
    return said.orElse(Activation.LECUN_TANH);
  }

  private List<CfcLayer> layers(Mode mode) throws BadInputException {
    List<CfcLayer> layers = new ArrayList<>();
    for (Map.Entry<Integer, String> entry : cell.layers().entrySet()) {
      if (entry.getKey() != layers.size() || layers.size() >= MOST_LAYERS) {
        throw new BadInputException(
            weights.file()
                + " has the layers "
                + cell.layers().keySet()
                + ", expected all from 0 on, at most "
                + MOST_LAYERS
                + "; save the whole state dict.");
      }
      CfcLayer layer = layer("layer_" + layers.size(), entry.getValue(), mode);
      if (!layers.isEmpty() && layers.get(layers.size() - 1).units() != layer.inputs()) {
        throw new BadInputException(
            weights.file()
                + ": "
                + layer.path()
                + "ff1.weight takes "
                + layer.inputs()
                + " inputs, but the layer before has "
                + layers.get(layers.size() - 1).units()
                + " units; these layers are not of one network.");
      }
      layers.add(layer);
    }
    boolean masked = weights.has(layers.get(0).path() + CfcNetwork.MASK);
    if (!masked) {
      return CardWiring.of(card, options, weights.file()).masked(layers);
    }
    for (CfcLayer layer : layers) {
      weights.require(
          layer.path() + CfcNetwork.MASK, layer.units(), layer.inputs() + layer.units());
    }
    return layers;
  }

  private CfcLayer layer(String attribute, String path, Mode mode) throws BadInputException {
    int[] ff1 = weights.matrix(path + "ff1.weight");
    int units = ff1[0];
    int features = ff1[1];
    String backbonePath = path + "backbone.";
    List<Integer> backbone = backbone(backbonePath);
    if (backbone.isEmpty()) {
      backbonePath = path + "backbone.layers.";
      backbone = backbone(backbonePath);
    }
    int wide = features;
    int size = 0;
    for (int number : backbone) {
      int[] shape = weights.matrix(backbonePath + number + ".weight");
      if (size == 0) {
        wide = shape[1];
      } else {
        weights.require(backbonePath + number + ".weight", shape[0], size);
      }
      size = shape[0];
      weights.require(backbonePath + number + ".bias", size);
    }
    if (size > 0) {
      weights.require(path + "ff1.weight", units, size);
    }
    if (wide <= units) {
      throw new BadInputException(
          weights.file()
              + ": the cell "
              + path
              + " takes "
              + wide
              + " numbers, input and state together, but its state alone has "
              + units
              + "; these tensors are not of one cell.");
    }
    requireHeads(path, mode, units, features);
    return new CfcLayer(attribute, path, wide - units, units, backbone, backbonePath, new float[0]);
  }

  private void requireHeads(String path, Mode mode, int units, int features)
      throws BadInputException {
    weights.require(path + "ff1.bias", units);
    if (mode == Mode.PURE) {
      weights.require(path + "w_tau", 1, units);
      weights.require(path + "A", 1, units);
      return;
    }
    for (String head : CfcNetwork.GATED) {
      weights.require(path + head + ".weight", units, features);
      weights.require(path + head + ".bias", units);
    }
  }

  /** The numbers of the linear layers; activations and dropout have no tensors. */
  private List<Integer> backbone(String path) throws BadInputException {
    Pattern linear = Pattern.compile(Pattern.quote(path) + "(\\d{1,4})\\.weight");
    List<Integer> numbers = new ArrayList<>();
    for (String name : weights.names()) {
      Matcher found = linear.matcher(name);
      if (found.matches()) {
        numbers.add(Integer.valueOf(found.group(1)));
      }
    }
    if (numbers.size() > MOST_LAYERS) {
      throw new BadInputException(
          weights.file()
              + " has a backbone of "
              + numbers.size()
              + " layers, at most "
              + MOST_LAYERS
              + " are read; export the model as TorchScript.");
    }
    return numbers.stream().sorted().toList();
  }
}
