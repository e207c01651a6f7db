package org.loupe.workbench.internal.tutorial;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.swt.widgets.Shell;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.plots.compare.Arrangement;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.help.HelpBook;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.quick.QuickAccess;

/** The steps, on the demo project, whose machine is simulated: what matters in it is known. */
final class Steps {
  /** Any window does; this one has commands of all kinds. */
  private static final int WINDOW = 12;

  /** It alone tells whether a motion belongs to the program. */
  private static final int COOLANT = 152;

  private final WorkbenchCore core;
  private final Opening opening;
  private final QuickAccess quick;
  private final HelpBook help;
  private final EPartService parts;
  private final Shell shell;

  Steps(
      WorkbenchCore core,
      Opening opening,
      QuickAccess quick,
      HelpBook help,
      EPartService parts,
      Shell shell) {
    this.core = core;
    this.opening = opening;
    this.quick = quick;
    this.help = help;
    this.parts = parts;
    this.shell = shell;
  }

  List<Step> all() {
    return List.of(
        new Step(
            "demo",
            "Open the demo",
            "A model reads a machine's program back from 155 sensors. The bar at the top compares three"
                + " moments of its training: A early, B middle, C late. Each keeps its letter and colour"
                + " everywhere. The machine is simulated, so we know which sensors matter.",
            "Open the demo",
            () -> opening.demo().ifPresent(opening::open)),
        new Step(
            "overview",
            "Is the model any good?",
            "For each prediction head, such as 'command', bars show how often the model is right,"
                + " beside what needs no model at all. For 'command' the model's bar is hardly longer"
                + " than the others in A early, and far longer in C late. The input 'continuous' holds"
                + " the sensors: where the model is as right with it zeroed, it does not need them for"
                + " this.",
            "Open Overview",
            () -> core.views().open("overview")),
        new Step(
            "window",
            "Look at one window",
            "Signals of window 12 in their own units, and below them what was true and what the model"
                + " says at every step. A sign ≠ marks a mistake. Click a cell to explain it: all open"
                + " views then speak of that prediction. The table of windows at the bottom chooses"
                + " others; the arrow keys step through it.",
            "Show window 12",
            () -> look(WINDOW)),
        new Step(
            "saliency",
            "Which inputs does it hang on?",
            "Time runs to the right, channels stand one below the other; strong colours are where a small"
                + " change would change the prediction most. Compare A with C: training has narrowed the"
                + " look to a few channels. The bars below name them: the first fourteen of C are just"
                + " those that the simulated program acts on.",
            "Open Saliency",
            () -> core.views().open("saliency")),
        new Step(
            "variant",
            "Ask in another way",
            "The Inspector at the right now says 'integrated gradients': the way from an input of zeros to"
                + " this one. Colours have a sign now: for the prediction, or against it. The figure"
                + " 'Completeness' says whether the numbers add up. Any field there can be changed;"
                + " 'Reset parameters' takes it back.",
            "Choose integrated gradients",
            this::integratedGradients),
        new Step(
            "difference",
            "Compare checkpoints",
            "Every view now shows what B and C have more or less than the baseline A. 'Side by side'"
                + " above brings the panels back; a double-click on a chip makes it the baseline, Delete"
                + " takes it out.",
            "Show the difference",
            () -> core.compare().arrangement().set(Arrangement.DIFFERENCE)),
        new Step(
            "channel",
            "Select something everywhere",
            "The coolant's flow is selected: every view marks it, Saliency near the lower end of its map"
                + " and in the bars below. In this machine it alone tells whether a motion belongs to the"
                + " program. A click on any channel, window or step selects it, and Esc selects nothing"
                + " again.",
            "Select machine.coolant_flow",
            () -> core.selection().replace(Dimension.CHANNEL, COOLANT)),
        new Step(
            "quick",
            "Find anything",
            "Type a few letters: 'sen' finds the Sensors view, 'cool' the channel, 'window 7' a window."
                + " Arrows choose, Enter does it. The keys are Ctrl+3.",
            "Search everywhere",
            () -> quick.open(shell)),
        new Step(
            "help",
            "Know what you see",
            "The page says what the figures of this view show, how to read them, what they do not say, and"
                + " which paper they come from. F1 opens it in every view. Right-click a figure to save"
                + " it, copy its data, or copy the command that computes it.",
            "Open the page of Saliency",
            () -> help.show("saliency", parts)),
        new Step(
            "own",
            "Now your own model",
            "Drop a TorchScript file and its data anywhere on the window, or use File ▸ Open My Model. For"
                + " a training repository the user guide leads to a page that shows how to export in a few"
                + " lines of Python.",
            "Open the user guide",
            () -> help.show(HelpBook.GUIDE, parts)));
  }

  private void look(int window) {
    try {
      core.workspace().currentWindow().set(window);
      core.workspace().chooseWindows(String.valueOf(window));
    } catch (BadInputException e) {
      core.notices().tell(e.getMessage());
    }
    core.views().open("window");
  }

  private void integratedGradients() {
    core.views().open("saliency");
    core.edits()
        .changes("saliency")
        .update(
            old -> {
              Map<String, String> changed = new TreeMap<>(old);
              changed.put("variant", "integrated_gradients");
              return Map.copyOf(changed);
            });
  }
}
