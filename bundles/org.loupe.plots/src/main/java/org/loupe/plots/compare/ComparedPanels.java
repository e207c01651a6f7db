package org.loupe.plots.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.plots.Figure;
import org.loupe.plots.Plot;
import org.loupe.plots.render.Chip;
import org.loupe.plots.render.Panel;

/**
 * One figure of several checkpoints as it is shown.
 *
 * @param panels beside each other
 * @param remark what must be said about them, in a sentence; empty if nothing
 */
public record ComparedPanels(List<Panel> panels, String remark) {
  /** Copies the list. */
  public ComparedPanels {
    panels = List.copyOf(panels);
  }

  /**
   * Arranges panels. What is still computed or failed keeps a panel that says so; plots of which
   * there is no overlay or difference stay side by side, which the remark says.
   *
   * @param panels one per checkpoint, each with its chip
   * @param baseline place of the one that the others are compared with
   */
  public static ComparedPanels of(List<Panel> panels, int baseline, Arrangement arrangement) {
    if (panels.size() < 2) {
      return new ComparedPanels(panels, "");
    }
    return switch (arrangement) {
      case SIDE_BY_SIDE -> new ComparedPanels(panels, "");
      case OVERLAY -> overlay(panels);
      case DIFFERENCE -> difference(panels, baseline);
    };
  }

  private static ComparedPanels overlay(List<Panel> panels) {
    List<Member> members = new ArrayList<>();
    List<Panel> arranged = new ArrayList<>();
    Panel first = null;
    String note = "";
    for (Panel panel : panels) {
      Figure figure = panel.figure();
      if (figure == null) {
        arranged.add(panel);
      } else {
        Chip chip = panel.chip();
        members.add(new Member(name(panel), chip == null ? -1 : chip.color(), figure.plot()));
        first = first == null ? panel : first;
        note = note.isEmpty() ? panel.status() : note;
      }
    }
    Figure figure = first == null ? null : first.figure();
    if (first == null || figure == null || members.size() < 2) {
      return new ComparedPanels(panels, "");
    }
    Optional<Plot> plot = Overlay.of(members);
    if (plot.isEmpty()) {
      return new ComparedPanels(
          panels, "Shown side by side: these plots cannot be laid over each other.");
    }
    arranged.add(
        0, Panel.of(figure(figure, figure.title(), plot.get())).withNote(note, Double.NaN));
    return new ComparedPanels(arranged, "");
  }

  private static ComparedPanels difference(List<Panel> panels, int baseline) {
    Panel base = panels.get(baseline);
    Figure from = base.figure();
    List<Panel> arranged = new ArrayList<>();
    for (int i = 0; i < panels.size(); i++) {
      Panel panel = panels.get(i);
      Figure figure = panel.figure();
      if (i == baseline) {
        continue;
      } else if (from == null) {
        arranged.add(Panel.message(panel.chip(), panel.label(), name(base) + ": " + base.status()));
      } else if (figure == null) {
        arranged.add(panel);
      } else {
        Optional<Plot> plot = Difference.of(from.plot(), figure.plot());
        if (plot.isEmpty()) {
          return new ComparedPanels(
              panels, "Shown side by side: there is no difference of these plots.");
        }
        String title = "Difference to " + name(base) + ": " + figure.title();
        String note = panel.status().isEmpty() ? base.status() : panel.status();
        arranged.add(
            Panel.of(panel.chip(), panel.label(), figure(figure, title, plot.get()))
                .withNote(note, Double.NaN));
      }
    }
    return new ComparedPanels(
        arranged,
        "What each checkpoint has more than the baseline "
            + name(base)
            + "; intervals of its parts are not those of a difference and are left out.");
  }

  private static Figure figure(Figure like, String title, Plot plot) {
    return new Figure(like.id(), title, like.caption(), plot);
  }

  private static String name(Panel panel) {
    Chip chip = panel.chip();
    return ((chip == null ? "" : chip.letter() + " ") + panel.label()).strip();
  }
}
