package org.loupe.workbench.internal.widgets;

import org.eclipse.e4.ui.css.swt.dom.WidgetElement;
import org.eclipse.swt.widgets.Control;

/** Classes of the style sheets. */
public final class Styles {
  /** Text that may be overlooked. */
  public static final String QUIET = "quiet";

  /** A heading within a part. */
  public static final String HEADING = "heading";

  /** Text that says what is wrong. */
  public static final String PROBLEM = "problem";

  /** A banner that figures are to be read with. */
  public static final String CAVEAT = "caveat";

  /** A bar at the top of a part. */
  public static final String BAR = "bar";

  private Styles() {}

  /** Gives a control a class; returns the control. */
  public static <C extends Control> C style(C control, String styleClass) {
    WidgetElement.setCSSClass(control, styleClass);
    return control;
  }

  /** Text of labels and links as it is, without mnemonics. */
  public static String plain(String text) {
    return text.replace("&", "&&");
  }
}
