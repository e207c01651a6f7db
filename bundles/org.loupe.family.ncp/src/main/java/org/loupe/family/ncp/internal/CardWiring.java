package org.loupe.family.ncp.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.project.CheckpointFiles;

/**
 * The wiring that a card gives for a file that holds none.
 *
 * @param sensory signed synapses [input][unit]
 * @param inner signed synapses [unit][unit], from, to
 * @param file for messages
 */
record CardWiring(List<List<Integer>> sensory, List<List<Integer>> inner, Path file) {

  /**
   * A card's wiring.
   *
   * @throws BadInputException if it is missing or no matrix
   */
  static CardWiring of(@Nullable ModelCard card, NcpOptions options, Path file)
      throws BadInputException {
    List<List<Integer>> sensory = options.sensoryAdjacency();
    List<List<Integer>> inner =
        card == null || card.wiring() == null ? List.of() : card.wiring().adjacency();
    return new CardWiring(sensory, inner, file);
  }

  /** The layers of a CfC with their masks; within a layer all units are connected. */
  List<CfcLayer> masked(List<CfcLayer> layers) throws BadInputException {
    int inputs = layers.get(0).inputs();
    int units = layers.stream().mapToInt(CfcLayer::units).sum();
    require("x-ncp.sensoryAdjacency", sensory, inputs, units);
    if (layers.size() > 1) {
      require("wiring.adjacency", inner, units, units);
    }
    List<CfcLayer> masked = new ArrayList<>();
    int begin = 0;
    int before = 0;
    for (CfcLayer layer : layers) {
      int width = layer.inputs() + layer.units();
      float[] mask = new float[layer.units() * width];
      for (int unit = 0; unit < layer.units(); unit++) {
        for (int from = 0; from < width; from++) {
          int sign =
              from >= layer.inputs()
                  ? 1
                  : masked.isEmpty()
                      ? sensory.get(from).get(begin + unit)
                      : inner.get(before + from).get(begin + unit);
          mask[unit * width + from] = Math.abs(sign);
        }
      }
      masked.add(
          new CfcLayer(
              layer.attribute(),
              layer.path(),
              layer.inputs(),
              layer.units(),
              layer.backbone(),
              layer.backbonePath(),
              mask));
      before = begin;
      begin += layer.units();
    }
    return masked;
  }

  /** Synapses of inputs, row by row. */
  float[] sensory(int inputs, int units) throws BadInputException {
    return flat("x-ncp.sensoryAdjacency", sensory, inputs, units);
  }

  /** Synapses of units, row by row. */
  float[] inner(int units) throws BadInputException {
    return flat("wiring.adjacency", inner, units, units);
  }

  private float[] flat(String key, List<List<Integer>> rows, int height, int width)
      throws BadInputException {
    require(key, rows, height, width);
    float[] flat = new float[height * width];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = rows.get(i / width).get(i % width);
    }
    return flat;
  }

  private void require(String key, List<List<Integer>> rows, int height, int width)
      throws BadInputException {
    boolean fits = rows.size() == height && rows.stream().allMatch(row -> row.size() == width);
    if (!fits) {
      throw new BadInputException(
          file
              + " holds no wiring, which ncps-mlx does not save, and the model card "
              + (rows.isEmpty()
                  ? "has no " + key
                  : "has " + key + " of " + rows.size() + " × " + rows.get(0).size())
              + "; write "
              + height
              + " × "
              + width
              + " synapses (−1, 0, 1) from row to column there, units in the order of the state"
              + " (a CfC's first layer first), into "
              + CheckpointFiles.cardBeside(file).getFileName()
              + ". In Python, wiring.sensory_adjacency_matrix is x-ncp.sensoryAdjacency and"
              + " wiring.adjacency_matrix is wiring.adjacency.");
    }
  }
}
