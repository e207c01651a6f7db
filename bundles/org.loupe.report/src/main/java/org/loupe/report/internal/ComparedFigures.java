package org.loupe.report.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.plots.Figure;
import org.loupe.plots.compare.Arrangement;
import org.loupe.plots.compare.ComparedPanels;
import org.loupe.plots.compare.Exhibit;
import org.loupe.plots.compare.FigureGroup;
import org.loupe.plots.compare.PanelComparer;
import org.loupe.plots.render.Chip;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Scene;
import org.loupe.project.StoredResult.StoredFigure;
import org.loupe.report.Report.Compared;
import org.loupe.report.Report.Side;

/**
 * The figures of compared checkpoints beside each other, and beneath what they give laid over each
 * other and as differences to the first. Of results that are there as drawings only, these beside
 * each other.
 */
final class ComparedFigures {
  /** As many panels can be laid out beside each other. */
  private static final int MOST = 16;

  private final Html out;
  private final String id;

  /**
   * @param out where they are written
   * @param id of the section that they stand in
   */
  ComparedFigures(Html out, String id) {
    this.out = out;
    this.id = id;
  }

  /** A checkpoint with its figures. */
  private record Shown(Chip chip, String name, List<Figure> figures) implements Exhibit {
    @Override
    public Panel panel(@Nullable Figure figure) {
      return figure == null
          ? Panel.message(chip, name, "not in the result of " + name)
          : Panel.of(chip, name, figure);
    }
  }

  /**
   * Writes them.
   *
   * @throws BadInputException if a figure cannot be had
   */
  void write(Compared compared) throws BadInputException {
    List<Side> sides = compared.sides().stream().limit(MOST).toList();
    if (sides.size() < 2) {
      return;
    }
    out.element("h4", "Figures of " + names(sides));
    if (sides.size() < compared.sides().size()) {
      out.element(
          "p", "Shown are the first " + MOST + " of " + compared.sides().size() + " checkpoints.");
    }
    List<Shown> shown = new ArrayList<>();
    List<String> drawings = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      Side side = sides.get(i);
      Optional<List<Figure>> figures = compared.figures().of(side);
      if (figures.isEmpty()) {
        drawings.add(side.checkpoint());
      } else {
        shown.add(new Shown(Chip.of(i), side.checkpoint(), figures.get()));
      }
    }
    if (drawings.isEmpty()) {
      for (FigureGroup group : FigureGroup.of(shown)) {
        group(group);
      }
    } else {
      out.element(
          "p",
          "limits",
          "Of "
              + String.join(", ", drawings)
              + " only drawings are there, which cannot be laid over each other or subtracted; with"
              + " --again the report computes them anew.");
      drawings(sides);
    }
  }

  private static String names(List<Side> sides) {
    return sides.stream().map(Side::checkpoint).collect(Collectors.joining(", "));
  }

  private void group(FigureGroup group) throws BadInputException {
    PanelComparer comparer = new PanelComparer();
    out.raw("<div class=\"compared\" id=\"" + id + "-").text(group.id()).raw("\">\n");
    figure(group.panels(), group.caption());
    for (Arrangement arrangement : List.of(Arrangement.OVERLAY, Arrangement.DIFFERENCE)) {
      ComparedPanels arranged = comparer.arrange(group.panels(), 0, arrangement);
      // Where there is no such figure, all of them stay as they are.
      if (!arranged.panels().equals(group.panels())) {
        out.raw("<details>\n<summary>").text(words(arrangement)).raw("</summary>\n");
        figure(arranged.panels(), (arranged.remark() + " " + group.caption()).strip());
        out.raw("</details>\n");
      }
    }
    out.raw("</div>\n");
  }

  private static String words(Arrangement arrangement) {
    return switch (arrangement) {
      case SIDE_BY_SIDE -> "Beside each other";
      case OVERLAY -> "Laid over each other";
      case DIFFERENCE -> "Difference to the baseline";
    };
  }

  private void figure(List<Panel> panels, String caption) throws BadInputException {
    out.raw("<figure>\n").raw(Drawn.of(Scene.document(panels))).raw("\n");
    out.element("figcaption", caption).raw("</figure>\n");
  }

  /** What was drawn of each checkpoint, beside each other as far as there is room. */
  private void drawings(List<Side> sides) throws BadInputException {
    List<String> ids =
        sides.stream()
            .flatMap(side -> side.result().figures().stream().map(StoredFigure::id))
            .distinct()
            .toList();
    for (String figure : ids) {
      out.raw("<div class=\"beside\" id=\"" + id + "-").text(figure).raw("\">\n");
      for (Side side : sides) {
        for (StoredFigure drawn : side.result().figures()) {
          if (drawn.id().equals(figure)) {
            out.raw("<figure>\n").raw(Drawn.read(drawn.file())).raw("\n");
            out.element("figcaption", side.checkpoint() + ": " + drawn.caption());
            out.raw("</figure>\n");
          }
        }
      }
      out.raw("</div>\n");
    }
  }
}
