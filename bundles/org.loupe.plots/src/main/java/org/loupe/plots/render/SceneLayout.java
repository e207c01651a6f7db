package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.Figure;
import org.loupe.plots.render.Mark.Anchor;

/** Places panels on a grid with equal plot areas and draws everything into one list of marks. */
final class SceneLayout {
  /** Share of a panel that names below and beside it may take. */
  private static final double NAMES_BELOW = 0.34;

  private static final double NAMES_BESIDE = 0.42;
  private static final double LONGEST_NAME = 190;

  private final List<Panel> panels;
  private final RenderOptions options;
  private final Grid grid;
  private final List<@Nullable Drawing> drawings = new ArrayList<>();
  private final List<Extent> extents = new ArrayList<>();
  private final boolean sameX;
  private final boolean sameY;
  private final String title;
  private final boolean headers;
  private final Margins margins;

  SceneLayout(List<Panel> panels, Scales scales, RenderOptions options) {
    this.panels = panels;
    this.options = options;
    grid = Grid.of(panels.size(), options.width(), options.height());
    for (int i = 0; i < panels.size(); i++) {
      Panel panel = panels.get(i);
      Figure figure = panel.figure();
      Palette palette = new Palette(options.theme(), panel.chip());
      extents.add(scales.extent(i));
      drawings.add(
          figure == null
              ? null
              : Drawing.of(figure.plot(), scales.extent(i), options.zoom(), palette, scales));
    }
    List<Drawing> drawn = drawings.stream().filter(Objects::nonNull).toList();
    sameX = scales.shared() && drawn.stream().allMatch(d -> d.x().sameAs(drawn.get(0).x()));
    sameY = scales.shared() && drawn.stream().allMatch(d -> d.y().sameAs(drawn.get(0).y()));
    title = commonTitle();
    headers = panels.stream().anyMatch(p -> !header(p).isEmpty() || p.chip() != null || noted(p));
    margins = new Margins(grid, options);
  }

  /** The frames after two rounds: the labels decide the margins, the margins the labels. */
  List<Frame> frames() {
    for (int round = 0; round < 2; round++) {
      List<Frame> frames = place();
      margins.clear();
      margins.top(title.isEmpty() ? 0 : Typography.TITLE_ROW, headers ? Typography.HEADER_ROW : 0);
      ColorBar common = commonBar(frames);
      if (common != null) {
        margins.right(common.width(margins.stack()));
      }
      for (Frame frame : frames) {
        Drawing drawing = frame.drawing();
        if (drawing != null && frame.drawable()) {
          Bounds area = frame.body().bounds();
          double room = common == null ? bar(frame, drawing) : 0;
          margins.add(frame, drawing, labelsX(frame, drawing), labelsY(frame, drawing), room);
          double wide = area.width() + margins.left(frame);
          margins.legend(frame.index(), legend(frame, drawing, wide).height());
        }
      }
    }
    return place();
  }

  /** Draws frames that were laid out before. */
  List<Mark> draw(List<Frame> frames) {
    Marks out = new Marks();
    Theme theme = options.theme();
    out.fill(new Bounds(0, 0, options.width(), options.height()), theme.background(), 1);
    if (!title.isEmpty()) {
      double width = options.width() - 2 * Typography.EDGE;
      String text = Typeface.fit(title, width, Typography.TITLE, true);
      double middle = Typography.EDGE + Typography.TITLE / 2;
      out.text(text, Typography.EDGE, middle, Typography.TITLE, true, theme.text(), Anchor.START);
    }
    ColorBar common = commonBar(frames);
    for (Frame frame : frames) {
      if (frame.drawable()) {
        draw(out, frame, common == null);
      }
    }
    if (common != null && frames.get(0).drawable()) {
      Bounds first = frames.get(0).body().bounds();
      common.draw(out, options, margins.rightmost(), first.y(), margins.stack());
    }
    return out.list();
  }

  private void draw(Marks out, Frame frame, boolean ownBar) {
    Bounds area = frame.body().bounds();
    PanelPainter painter = new PanelPainter(out, options.theme());
    if (headers) {
      double top = area.y() - margins.legend(frame) - Typography.HEADER_ROW;
      painter.header(frame.panel(), header(frame.panel()), area.x(), top, area.width());
    }
    Drawing drawing = frame.drawing();
    if (drawing == null) {
      painter.placeholder(frame.panel(), area);
      return;
    }
    legend(frame, drawing, area.width() + margins.left(frame))
        .draw(out, options.theme(), area.right(), area.y() - margins.legend(frame));
    AxisPainter axes =
        new AxisPainter(out, frame, drawing, labelsX(frame, drawing), labelsY(frame, drawing));
    axes.tint();
    axes.grid();
    Marks data = new Marks();
    drawing.draw(data, frame.body());
    out.add(new Mark.Clipped(area, data.list()));
    axes.mark();
    axes.axes();
    Extent extent = extents.get(frame.index());
    if (extent.nothing()) {
      painter.instead(extent.note(), area);
    } else if (ownBar) {
      drawing
          .colors(frame.body())
          .ifPresent(
              scale ->
                  new ColorBar(scale).draw(out, options, area.right(), area.y(), area.height()));
    }
  }

  private Legend legend(Frame frame, Drawing drawing, double panel) {
    Extent extent = extents.get(frame.index());
    List<LegendEntry> entries = new ArrayList<>();
    if (!extent.nothing()) {
      entries.addAll(drawing.legend(frame.body()));
      if (!extent.note().isEmpty()) {
        entries.add(LegendEntry.note(extent.note()));
      }
    }
    return Legend.of(entries, frame.body().bounds().width(), panel);
  }

  private List<Frame> place() {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < panels.size(); i++) {
      Bounds area = margins.area(i);
      Drawing drawing = drawings.get(i);
      Body body = drawing == null ? Body.of(area, options) : Body.of(drawing, area, options);
      boolean labelX = !sameX || grid.lowest(i);
      boolean labelY = !sameY || grid.column(i) == 0;
      frames.add(new Frame(i, panels.get(i), drawing, body, labelX, labelY));
    }
    return frames;
  }

  private Labels labelsX(Frame frame, Drawing drawing) {
    Bounds area = frame.body().bounds();
    double most = Math.min(LONGEST_NAME, NAMES_BELOW * options.height() / grid.rows());
    return Labels.of(drawing.x(), area.width(), true, most, Typography.TICK);
  }

  private Labels labelsY(Frame frame, Drawing drawing) {
    Bounds area = frame.body().bounds();
    double most = Math.min(LONGEST_NAME, NAMES_BESIDE * options.width() / grid.columns());
    return Labels.of(drawing.y(), area.height(), false, most, Typography.TICK);
  }

  /** One colour bar for all panels, where the colours mean the same in all of them. */
  private @Nullable ColorBar commonBar(List<Frame> frames) {
    ColorScale common = null;
    String note = "";
    boolean missing = false;
    for (Frame frame : frames) {
      Drawing drawing = frame.drawing();
      if (drawing != null && !extents.get(frame.index()).nothing()) {
        ColorScale own = drawing.colors(frame.body()).orElse(null);
        if (own == null || (common != null && !own.sameAs(common))) {
          return null;
        }
        common = own;
        note = own.note().isEmpty() ? note : own.note();
        missing |= own.missing();
      }
    }
    return common == null ? null : new ColorBar(common.with(note, missing));
  }

  private static double bar(Frame frame, Drawing drawing) {
    double height = frame.body().bounds().height();
    return drawing.colors(frame.body()).map(scale -> new ColorBar(scale).width(height)).orElse(0.0);
  }

  private String commonTitle() {
    List<String> titles =
        panels.stream()
            .map(Panel::figure)
            .filter(Objects::nonNull)
            .map(Figure::title)
            .distinct()
            .toList();
    return titles.size() == 1 ? titles.get(0) : "";
  }

  private String header(Panel panel) {
    Figure figure = panel.figure();
    if (figure == null || !title.isEmpty()) {
      return panel.label();
    }
    return panel.label().isEmpty() ? figure.title() : panel.label() + " · " + figure.title();
  }

  private static boolean noted(Panel panel) {
    return panel.figure() != null && !panel.status().isEmpty();
  }
}
