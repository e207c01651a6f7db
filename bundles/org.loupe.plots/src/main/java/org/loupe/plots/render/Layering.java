package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.loupe.plots.NodeLinkGraph;

/**
 * Sets the nodes of a graph in columns by layer, and in each column so that few links cross: every
 * node moves to the mean place of its neighbours, back and forth (the barycentre method of Sugiyama
 * et al., Methods for Visual Understanding of Hierarchical System Structures, 1981).
 */
final class Layering {
  private static final int SWEEPS = 8;

  private final NodeLinkGraph graph;
  private final List<List<Integer>> columns = new ArrayList<>();
  private final double[] place;

  private Layering(NodeLinkGraph graph) {
    this.graph = graph;
    place = new double[graph.nodes().size()];
    for (int i = 0; i < Math.max(1, graph.layers().size()); i++) {
      columns.add(new ArrayList<>());
    }
    for (int node = 0; node < place.length; node++) {
      columns.get(graph.layer()[node]).add(node);
    }
    columns.forEach(this::number);
  }

  /** Places [nodes,2] in the unit square, x to the right and y downwards. */
  static double[][] of(NodeLinkGraph graph) {
    Layering layering = new Layering(graph);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 0; i < layering.columns.size(); i++) {
        boolean forth = sweep % 2 == 0;
        layering.sort(forth ? i : layering.columns.size() - 1 - i);
      }
    }
    double[][] places = new double[layering.place.length][];
    for (int node = 0; node < places.length; node++) {
      double x = (graph.layer()[node] + 0.5) / layering.columns.size();
      places[node] = new double[] {x, layering.place[node]};
    }
    return places;
  }

  private void sort(int column) {
    double[] wanted = new double[place.length];
    double[] weights = new double[place.length];
    for (NodeLinkGraph.Link link : graph.links()) {
      pull(wanted, weights, column, link.from(), link.to());
      pull(wanted, weights, column, link.to(), link.from());
    }
    List<Integer> nodes = columns.get(column);
    nodes.sort(
        Comparator.comparingDouble(
            node -> weights[node] == 0 ? place[node] : wanted[node] / weights[node]));
    number(nodes);
  }

  /** Links inside a layer say nothing about crossings between layers. */
  private void pull(double[] wanted, double[] weights, int column, int node, int neighbour) {
    if (graph.layer()[node] == column && graph.layer()[neighbour] != column) {
      wanted[node] += place[neighbour];
      weights[node]++;
    }
  }

  private void number(List<Integer> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      place[nodes.get(i)] = (i + 0.5) / nodes.size();
    }
  }
}
