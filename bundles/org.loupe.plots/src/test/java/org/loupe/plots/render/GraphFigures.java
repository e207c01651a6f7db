package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.NodeLinkGraph;
import org.loupe.plots.ValueAxis;

/** Nodes and links from made-up numbers. */
final class GraphFigures {
  private GraphFigures() {}

  static Figure wiring() {
    Random random = new Random(8);
    int[] sizes = {6, 8, 4, 2};
    List<String> layers = List.of("sensory", "inter", "command", "motor");
    List<String> names = new ArrayList<>();
    List<Integer> layer = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      for (int k = 0; k < sizes[i]; k++) {
        names.add(layers.get(i).substring(0, 1) + k);
        layer.add(i);
      }
    }
    List<NodeLinkGraph.Link> links = new ArrayList<>();
    for (int from = 0; from < names.size(); from++) {
      for (int to = 0; to < names.size(); to++) {
        boolean next = layer.get(to) == layer.get(from) + 1;
        boolean recurrent = layer.get(from) == 2 && layer.get(to) == 2;
        if ((next && random.nextInt(3) == 0) || (recurrent && random.nextInt(4) == 0)) {
          links.add(new NodeLinkGraph.Link(from, to, random.nextGaussian()));
        }
      }
    }
    return new Figure(
        "wiring",
        "Wiring of the circuit",
        "",
        NodeLinkGraph.layered(
            IndexAxis.named("neuron", Dimension.UNIT, names),
            layer.stream().mapToInt(i -> i).toArray(),
            layers,
            links,
            ValueAxis.signed("weight")));
  }

  static Figure activeGraph() {
    NodeLinkGraph wiring = (NodeLinkGraph) wiring().plot();
    float[] values = new float[wiring.nodes().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == 2 ? Float.NaN : (float) Math.sin(i);
    }
    return new Figure(
        "activity",
        "Activity of the circuit at step 7",
        "",
        wiring.showing(ValueAxis.signed("state"), values));
  }

  static Figure placedGraph() {
    List<NodeLinkGraph.Link> links = new ArrayList<>();
    float[] x = new float[9];
    float[] y = new float[9];
    for (int i = 0; i < 9; i++) {
      x[i] = (float) Math.cos(i * 0.7);
      y[i] = (float) Math.sin(i * 0.7);
      links.add(new NodeLinkGraph.Link(i, (i * 2 + 1) % 9, 1));
    }
    return new Figure(
        "modules",
        "Given places",
        "",
        new NodeLinkGraph(
            IndexAxis.named(
                "module",
                Dimension.LAYER,
                List.of(
                    "embed", "enc.0", "enc.1", "enc.2", "pool", "dec.0", "dec.1", "head", "out")),
            new int[9],
            List.of("module"),
            new NodeLinkGraph.Positions(x, y),
            links,
            ValueAxis.of("")));
  }
}
