package org.loupe.plots.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loupe.plots.Figure;
import org.loupe.plots.Plot;
import org.loupe.plots.render.Chip;
import org.loupe.plots.render.Panel;

/**
 * Arranges one figure of several checkpoints. Overlays and differences are made once for the same
 * figures: notes and progress may change as often as they like. Used by one thread at a time.
 */
public final class PanelComparer {
  private final Map<Question, Optional<Figure>> made = new HashMap<>();

  /** What is made of figures; equal only for the same figures. */
  private sealed interface Question {
    /** The figures that it is made of. */
    Stream<Plot> parts();

    /** Makes it; empty if there is no such thing of these plots. */
    Optional<Figure> answer();
  }

  /** Members over each other, in a figure like the first one's. */
  private record Laid(Figure first, List<Member> members) implements Question {
    @Override
    public Stream<Plot> parts() {
      return members.stream().map(Member::plot);
    }

    @Override
    public Optional<Figure> answer() {
      return Overlay.of(members).map(plot -> figure(first, first.title(), plot));
    }
  }

  /** What a figure has more than the baseline's. */
  private record More(String baseline, Figure from, Figure to) implements Question {
    @Override
    public Stream<Plot> parts() {
      return Stream.of(from.plot(), to.plot());
    }

    @Override
    public Optional<Figure> answer() {
      String title = "Difference to " + baseline + ": " + to.title();
      return Difference.of(from.plot(), to.plot()).map(plot -> figure(to, title, plot));
    }
  }

  /**
   * Arranges panels. What is still computed or failed keeps a panel that says so; plots of which
   * there is no overlay or difference stay side by side, which the remark says.
   *
   * @param panels one per checkpoint, each with its chip
   * @param baseline place of the one that the others are compared with
   */
  public ComparedPanels arrange(List<Panel> panels, int baseline, Arrangement arrangement) {
    forget(panels);
    if (panels.size() < 2) {
      return new ComparedPanels(panels, "");
    }
    return switch (arrangement) {
      case SIDE_BY_SIDE -> new ComparedPanels(panels, "");
      case OVERLAY -> overlay(panels);
      case DIFFERENCE -> difference(panels, baseline);
    };
  }

  /** Keeps only what is made of figures that are there. */
  private void forget(List<Panel> panels) {
    Set<Plot> there =
        panels.stream()
            .map(Panel::figure)
            .filter(Objects::nonNull)
            .map(Figure::plot)
            .collect(Collectors.toSet());
    made.keySet().removeIf(question -> !question.parts().allMatch(there::contains));
  }

  private ComparedPanels overlay(List<Panel> panels) {
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
    Optional<Figure> laid = made.computeIfAbsent(new Laid(figure, members), Question::answer);
    if (laid.isEmpty()) {
      return new ComparedPanels(
          panels, "Shown side by side: these plots cannot be laid over each other.");
    }
    arranged.add(0, Panel.of(laid.get()).withNote(note, Double.NaN));
    return new ComparedPanels(arranged, "");
  }

  private ComparedPanels difference(List<Panel> panels, int baseline) {
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
        Optional<Figure> more =
            made.computeIfAbsent(new More(name(base), from, figure), Question::answer);
        if (more.isEmpty()) {
          return new ComparedPanels(
              panels, "Shown side by side: there is no difference of these plots.");
        }
        String note = panel.status().isEmpty() ? base.status() : panel.status();
        arranged.add(Panel.of(panel.chip(), panel.label(), more.get()).withNote(note, Double.NaN));
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
