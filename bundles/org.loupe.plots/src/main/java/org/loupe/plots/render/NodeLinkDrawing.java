package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loupe.plots.NodeLinkGraph;
import org.loupe.plots.NodeLinkGraph.Link;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.render.Mark.Anchor;

/**
 * Nodes as discs with their names, links as bows that end in arrow heads.
 *
 * @param places [nodes,2] in the unit square, x to the right and y downwards
 */
record NodeLinkDrawing(
    NodeLinkGraph graph, double[][] places, Range weights, Zoom zoom, Palette palette)
    implements Drawing {
  private static final double THICKEST = 3;
  private static final double LARGEST = 15;
  private static final double SMALLEST = 3;
  private static final double HEAD = 22;
  private static final double LONGEST = 130;
  private static final double NAME = 14;
  private static final double INSET = 0.05;
  private static final int NEGATIVE = 1;

  static NodeLinkDrawing of(NodeLinkGraph graph, Range weights, Zoom zoom, Palette palette) {
    double[][] places =
        graph.positions() == null ? Layering.of(graph) : given(graph, graph.positions());
    return new NodeLinkDrawing(graph, places, weights, zoom, palette);
  }

  private static double[][] given(NodeLinkGraph graph, NodeLinkGraph.Positions positions) {
    Spread x = new Spread(ValueAxis.of(""));
    Spread y = new Spread(ValueAxis.of(""));
    for (int i = 0; i < graph.nodes().size(); i++) {
      x.add(positions.x()[i]);
      y.add(positions.y()[i]);
    }
    Range across = x.padded();
    Range down = y.padded();
    double[][] places = new double[graph.nodes().size()][];
    for (int i = 0; i < places.length; i++) {
      places[i] =
          new double[] {
            inset((positions.x()[i] - across.from()) / across.span()),
            inset((positions.y()[i] - down.from()) / down.span())
          };
    }
    return places;
  }

  /** Nodes at the edge keep their names inside. */
  private static double inset(double share) {
    return INSET + share * (1 - 2 * INSET);
  }

  @Override
  public AxisSpec x() {
    return AxisSpec.hidden(Extent.UNIT, zoom.x());
  }

  @Override
  public AxisSpec y() {
    return AxisSpec.hidden(Extent.UNIT, zoom.y());
  }

  @Override
  public boolean topDown() {
    return true;
  }

  @Override
  public List<LegendEntry> legend(Body body) {
    List<LegendEntry> entries = new ArrayList<>();
    boolean weighted = graph.links().stream().anyMatch(link -> link.weight() != 1);
    if (graph.links().stream().anyMatch(link -> link.weight() < 0)) {
      entries.add(LegendEntry.swatch("positive", palette.color(0)));
      entries.add(LegendEntry.swatch("negative", palette.color(NEGATIVE)));
    }
    if (weighted) {
      String greatest = Numbers.rough(greatest());
      entries.add(LegendEntry.note("width: |" + graph.weight().title() + "|, up to " + greatest));
    }
    return entries;
  }

  @Override
  public Optional<ColorScale> colors(Body body) {
    NodeLinkGraph.Activity activity = graph.activity();
    if (activity == null) {
      return Optional.empty();
    }
    Spread spread = new Spread(activity.value());
    for (float value : activity.values()) {
      spread.add(value);
    }
    return Optional.of(
        ColorScale.covering(activity.value(), spread.colors(), body.options(), "", false));
  }

  /** By its value where the graph shows values, else by its layer. */
  private int color(Body body, int node) {
    NodeLinkGraph.Activity activity = graph.activity();
    if (activity == null) {
      return palette.color(2 + graph.layer()[node]);
    }
    float value = activity.values()[node];
    return Float.isFinite(value)
        ? colors(body).orElseThrow().color(value)
        : body.theme().background();
  }

  @Override
  public void draw(Marks out, Body body) {
    Set<Integer> marked = body.marked(graph.nodes());
    double radius = radius(body);
    LinkPainter painter = new LinkPainter(out, radius);
    for (Link link : graph.links()) {
      link(painter, body, link, marked);
    }
    layers(out, body);
    LabelPlacer placer = new LabelPlacer(body.bounds());
    for (int node = 0; node < places.length; node++) {
      placer.avoid(disc(x(body, node), y(body, node), radius));
    }
    for (int node = 0; node < places.length; node++) {
      node(out, body, node, radius, marked);
    }
    for (int node = 0; node < places.length; node++) {
      name(out, body, node, radius, placer);
    }
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    if (column < 0 || column >= places.length) {
      return Optional.empty();
    }
    double x = x(body, column);
    double y = y(body, column);
    double radius = radius(body);
    if (!body.bounds().contains(x, y)) {
      return Optional.empty();
    }
    int in = 0;
    int leaving = 0;
    for (Link link : graph.links()) {
      in += link.to() == column ? 1 : 0;
      leaving += link.from() == column ? 1 : 0;
    }
    return Optional.of(
        new Found(
            column,
            0,
            List.of(Drawing.coordinate(graph.nodes(), column)),
            value(column)
                + graph.layers().get(graph.layer()[column])
                + ", "
                + in
                + " in, "
                + leaving
                + " out",
            disc(x, y, radius),
            null));
  }

  private String value(int node) {
    NodeLinkGraph.Activity activity = graph.activity();
    return activity == null ? "" : Numbers.value(activity.values()[node], activity.value()) + ", ";
  }

  @Override
  public Optional<Found> under(Body body, double px, double py) {
    int found = -1;
    double nearest = radius(body) + 4;
    for (int node = 0; node < places.length; node++) {
      double distance = Math.hypot(x(body, node) - px, y(body, node) - py);
      if (distance < nearest) {
        nearest = distance;
        found = node;
      }
    }
    return at(body, found, 0);
  }

  /** The nearest node in a direction. */
  @Override
  public Optional<Found> beside(Body body, int column, int row, int columns, int rows) {
    int found = column;
    double nearest = Double.POSITIVE_INFINITY;
    double length = Math.max(1e-9, Math.hypot(columns, rows));
    for (int node = 0; node < places.length && column >= 0 && column < places.length; node++) {
      double dx = x(body, node) - x(body, column);
      double dy = y(body, node) - y(body, column);
      double ahead = (dx * columns + dy * rows) / length;
      double distance = ahead + 2 * Math.abs(dx * rows - dy * columns) / length;
      if (ahead > 0.5 && distance < nearest) {
        nearest = distance;
        found = node;
      }
    }
    return at(body, found, row);
  }

  private double x(Body body, int node) {
    return body.x().along(places[node][0]);
  }

  /** Names of layers stand above the nodes. */
  private double y(Body body, int node) {
    double top = heads() ? HEAD : 0;
    Bounds area = body.bounds();
    double share = (body.y().along(places[node][1]) - area.y()) / Math.max(1, area.height());
    return area.y() + top + share * (area.height() - top);
  }

  private boolean heads() {
    return graph.positions() == null && graph.layers().size() > 1;
  }

  private double radius(Body body) {
    int[] members = new int[Math.max(1, graph.layers().size())];
    int most = 1;
    for (int layer : graph.layer()) {
      most = Math.max(most, ++members[layer]);
    }
    double room =
        graph.positions() == null
            ? Math.min(body.y().density() / most, body.x().density() / Math.max(1, members.length))
            : Math.sqrt(
                body.bounds().width() * body.bounds().height() / Math.max(1, places.length));
    return Math.max(SMALLEST, Math.min(LARGEST, room * 0.32));
  }

  private double greatest() {
    return Math.max(Math.abs(weights.from()), Math.abs(weights.to()));
  }

  private void layers(Marks out, Body body) {
    for (int i = 0; heads() && i < graph.layers().size(); i++) {
      double x = body.x().along((i + 0.5) / graph.layers().size());
      double room = body.x().density() / graph.layers().size() - 8;
      String name = Typeface.fit(graph.layers().get(i), room, Typography.AXIS, true);
      double half = Typeface.width(name, Typography.AXIS, true) / 2;
      Bounds area = body.bounds();
      if (x - half >= area.x() && x + half <= area.right()) {
        int ink = body.theme().quietText();
        out.text(name, x, area.y() + HEAD / 2, Typography.AXIS, true, ink, Anchor.MIDDLE);
      }
    }
  }

  private void node(Marks out, Body body, int node, double radius, Set<Integer> marked) {
    double x = x(body, node);
    double y = y(body, node);
    Theme theme = body.theme();
    int rgb = color(body, node);
    boolean chosen = marked.contains(graph.nodes().positions()[node]);
    // The colours of values may look like the ground.
    int plain = graph.activity() == null ? theme.background() : theme.quietText();
    out.add(
        new Mark.Circle(x, y, radius, rgb, 1, chosen ? theme.highlight() : plain, chosen ? 3 : 1));
  }

  /** In the node if it fits, else beside it where there is room. */
  private void name(Marks out, Body body, int node, double radius, LabelPlacer placer) {
    double x = x(body, node);
    double y = y(body, node);
    Bounds area = body.bounds();
    if (!area.contains(x, y)) {
      return;
    }
    String name = graph.nodes().name(node);
    double size = Math.min(Typography.TICK, radius * 0.95);
    if (size >= 8 && Typeface.width(name, size, false) <= 2 * radius - 3) {
      int ink = Colors.textOn(color(body, node));
      out.text(name, x, y, size, false, ink, Anchor.MIDDLE);
    } else if (radius >= 5) {
      String text = Typeface.fit(name, LONGEST, Typography.TICK, false);
      double width = Typeface.width(text, Typography.TICK, false) + 4;
      placer
          .place(x, y, width, NAME, radius + 2, false)
          .ifPresent(
              box -> {
                out.add(new Mark.Rectangle(box, body.theme().background(), 0.8, 2));
                double middle = box.x() + box.width() / 2;
                double line = box.y() + NAME / 2;
                int ink = body.theme().text();
                out.text(text, middle, line, Typography.TICK, false, ink, Anchor.MIDDLE);
              });
    }
  }

  private static Bounds disc(double x, double y, double radius) {
    return new Bounds(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private void link(LinkPainter painter, Body body, Link link, Set<Integer> marked) {
    double share = Math.abs(link.weight()) / Math.max(1e-300, greatest());
    if (!Double.isFinite(share) || !Double.isFinite(link.weight())) {
      return;
    }
    double width = Math.max(0.6, THICKEST * Math.min(1, share));
    int plain = palette.color(link.weight() < 0 ? NEGATIVE : 0);
    int[] positions = graph.nodes().positions();
    boolean touched =
        marked.isEmpty()
            || marked.contains(positions[link.from()])
            || marked.contains(positions[link.to()]);
    int rgb = touched ? plain : body.theme().grid();
    painter.link(
        x(body, link.from()),
        y(body, link.from()),
        x(body, link.to()),
        y(body, link.to()),
        rgb,
        width);
  }
}
