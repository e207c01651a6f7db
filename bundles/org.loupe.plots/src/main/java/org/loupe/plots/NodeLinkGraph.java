package org.loupe.plots;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nodes joined by links: the wiring of a neural circuit, a module tree.
 *
 * @param nodes what each node is; names stand in the nodes
 * @param layer one per node: its layer from 0, drawn from left to right; shared, not copied
 * @param layers names of the layers: sensory, inter, command, motor
 * @param positions where nodes stand, or null to set them by layers with few crossings
 * @param links in painting order
 * @param weight what widths and colours of links mean; the sign is told by colour
 * @param activity what nodes are coloured by, or null to colour them by their layers
 */
public record NodeLinkGraph(
    IndexAxis nodes,
    int[] layer,
    List<String> layers,
    @Nullable Positions positions,
    List<Link> links,
    ValueAxis weight,
    @Nullable Activity activity)
    implements Plot {

  /**
   * A link with its direction.
   *
   * @param from place of the node it leaves
   * @param to place of the node it enters; the same for a link to itself
   * @param weight its strength with the sign
   */
  public record Link(int from, int to, double weight) {}

  /**
   * Given places of nodes, in any unit.
   *
   * @param x one per node, to the right; shared, not copied
   * @param y one per node, downwards; shared, not copied
   */
  public record Positions(float[] x, float[] y) {}

  /**
   * A value of each node, shown by its colour.
   *
   * @param value what the colours mean
   * @param values one per node; NaN is missing; shared, not copied
   */
  public record Activity(ValueAxis value, float[] values) {}

  /** Nodes coloured by their layers. */
  public NodeLinkGraph(
      IndexAxis nodes,
      int[] layer,
      List<String> layers,
      @Nullable Positions positions,
      List<Link> links,
      ValueAxis weight) {
    this(nodes, layer, layers, positions, links, weight, null);
  }

  /** Copies the lists and checks the numbers. */
  public NodeLinkGraph {
    layers = List.copyOf(layers);
    links = List.copyOf(links);
    int count = nodes.size();
    if (layer.length != count
        || (positions != null
            && (positions.x().length != count || positions.y().length != count))) {
      throw new IllegalArgumentException(
          layer.length + " layers or other than one position for each of " + count + " nodes");
    }
    if (activity != null && activity.values().length != count) {
      throw new IllegalArgumentException(
          activity.values().length + " values for " + count + " nodes");
    }
    for (int each : layer) {
      if (each < 0 || each >= layers.size()) {
        throw new IllegalArgumentException(
            "a node of layer " + each + ", but there are " + layers.size() + " layers");
      }
    }
    for (Link link : links) {
      if (Math.min(link.from(), link.to()) < 0 || Math.max(link.from(), link.to()) >= count) {
        throw new IllegalArgumentException(
            "a link from " + link.from() + " to " + link.to() + " among " + count + " nodes");
      }
    }
  }

  /** Nodes set by layers. */
  public static NodeLinkGraph layered(
      IndexAxis nodes, int[] layer, List<String> layers, List<Link> links, ValueAxis weight) {
    return new NodeLinkGraph(nodes, layer, layers, null, links, weight);
  }

  /** The same graph with its nodes coloured by values, one per node. */
  public NodeLinkGraph showing(ValueAxis value, float[] values) {
    return new NodeLinkGraph(
        nodes, layer, layers, positions, links, weight, new Activity(value, values));
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of(nodes);
  }
}
