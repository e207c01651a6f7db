package org.loupe.plots.render;

import org.jspecify.annotations.Nullable;
import org.loupe.plots.Figure;

/**
 * One of the figures that are drawn side by side, or the place kept for it.
 *
 * @param chip the checkpoint's mark, or null where nothing is compared
 * @param label the checkpoint's name; may be empty
 * @param figure what is drawn, or null while there is nothing to draw
 * @param note a short word on the panel's state: 'outdated', 'computing', 'not computed for B';
 *     empty when there is nothing to say. Without a figure it stands in the figure's place
 * @param progress share of the work done, 0 to 1, or NaN where nothing is being computed
 */
public record Panel(
    @Nullable Chip chip, String label, @Nullable Figure figure, String note, double progress) {

  /** A figure by itself. */
  public static Panel of(Figure figure) {
    return new Panel(null, "", figure, "", Double.NaN);
  }

  /** A figure of one of several checkpoints. */
  public static Panel of(@Nullable Chip chip, String label, Figure figure) {
    return new Panel(chip, label, figure, "", Double.NaN);
  }

  /** A reason in the figure's place. */
  public static Panel message(@Nullable Chip chip, String label, String message) {
    return new Panel(chip, label, null, message, Double.NaN);
  }

  /** A progress line in the figure's place: 'computing' becomes 'computing 38 %'. */
  public static Panel computing(@Nullable Chip chip, String label, String what, double progress) {
    return new Panel(chip, label, null, what, progress);
  }

  /** The same panel with another note; the figure stays visible. */
  public Panel withNote(String note, double progress) {
    return new Panel(chip, label, figure, note, progress);
  }

  /** The note with the progress in per cent, where there is any. */
  public String status() {
    if (Double.isNaN(progress)) {
      return note;
    }
    return (note + " " + Math.round(progress * 100) + " %").strip();
  }

  /** Whose panel it is and what it shows, in words with the main numbers. */
  public String description() {
    String name = ((chip == null ? "" : chip.letter() + " ") + label).strip();
    String text = figure == null ? status() : FigureDescription.of(figure);
    return name.isEmpty() ? text : name + ": " + text;
  }
}
