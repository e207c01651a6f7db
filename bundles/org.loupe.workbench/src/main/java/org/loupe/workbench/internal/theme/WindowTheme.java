package org.loupe.workbench.internal.theme;

import java.util.Arrays;
import org.loupe.plots.render.Theme;

/** How the workbench looks: two designs, not one and its inversion. */
public enum WindowTheme {
  /** Dark marks on white. */
  LIGHT("Light", "light.css", Theme.LIGHT, 0xFFFFFF, 0xF3F4F6, 0xD5D9DE, 0x0B6E80, 0xB3261E),
  /** Light marks on charcoal. */
  DARK("Dark", "dark.css", Theme.DARK, 0x1E1F22, 0x2B2D30, 0x43464B, 0x3DD6D0, 0xF2867E);

  private static final String FOLDER = "platform:/plugin/org.loupe.workbench/css/";

  private final String label;
  private final String stylesheet;
  private final Theme figures;
  private final int ground;
  private final int frame;
  private final int line;
  private final int accent;
  private final int error;

  WindowTheme(
      String label,
      String stylesheet,
      Theme figures,
      int ground,
      int frame,
      int line,
      int accent,
      int error) {
    this.label = label;
    this.stylesheet = stylesheet;
    this.figures = figures;
    this.ground = ground;
    this.frame = frame;
    this.line = line;
    this.accent = accent;
    this.error = error;
  }

  /** The stylesheet that both share. */
  static String commonStylesheet() {
    return FOLDER + "common.css";
  }

  /** The appearance with that id; light if there is none. */
  static WindowTheme of(String id) {
    return Arrays.stream(values()).filter(theme -> theme.id().equals(id)).findFirst().orElse(LIGHT);
  }

  /** Stable: kept in the preferences. */
  String id() {
    return "org.loupe.theme." + label.toLowerCase(java.util.Locale.ROOT);
  }

  /** Shown to people. */
  public String label() {
    return label;
  }

  /** Address of the stylesheet. */
  String stylesheet() {
    return FOLDER + stylesheet;
  }

  /** Colours of figures. */
  public Theme figures() {
    return figures;
  }

  /** Colour of parts, {@code 0xRRGGBB}. */
  public int ground() {
    return ground;
  }

  /** Colour of bars and of the space around parts. */
  public int frame() {
    return frame;
  }

  /** Colour of thin lines. */
  public int line() {
    return line;
  }

  /** Colour of what is active. */
  public int accent() {
    return accent;
  }

  /** Colour of error sentences. */
  public int error() {
    return error;
  }
}
