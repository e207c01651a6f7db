package org.loupe.workbench.internal.theme;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.widgets.Display;
import org.loupe.workbench.internal.core.Appearance;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.widgets.Combos;
import org.osgi.service.prefs.BackingStoreException;
import org.osgi.service.prefs.Preferences;

/**
 * The window's theme: style sheets, the toolkit's own widgets and figures follow it together. The
 * engine remembers the choice in the state folder. Used on the UI thread.
 */
public final class Themes {
  private static final Logger LOG = System.getLogger(Themes.class.getName());

  private static final String SYSTEM = "theme.system";

  private final IThemeEngine engine;
  private final Appearance figures;
  private final Preferences preferences;
  private final WindowTheme desktop;
  private final Observed<WindowTheme> current = new Observed<>(WindowTheme.LIGHT);

  /**
   * Tells the engine which themes there are, and takes up the one that was chosen last.
   *
   * @param preferences where it is kept that the desktop's theme counts
   */
  public Themes(IThemeEngine engine, Appearance figures, Preferences preferences) {
    // Asked before anything is preferred here, which would be the answer then.
    this.desktop = Display.isSystemDarkTheme() ? WindowTheme.DARK : WindowTheme.LIGHT;
    this.preferences = preferences;
    this.engine = engine;
    this.figures = figures;
    for (WindowTheme theme : WindowTheme.values()) {
      engine.registerTheme(theme.id(), theme.label(), theme.stylesheet());
      engine.registerStylesheet(WindowTheme.commonStylesheet(), theme.id());
    }
    engine.restore(WindowTheme.LIGHT.id());
    if (isSystem()) {
      engine.setTheme(desktop.id(), false);
    }
    ITheme active = engine.getActiveTheme();
    follow(active == null ? WindowTheme.LIGHT : WindowTheme.of(active.getId()));
  }

  /** The theme that is shown. */
  public Observed<WindowTheme> current() {
    return current;
  }

  /** The id of the theme to begin with. */
  public static String defaultId() {
    return WindowTheme.LIGHT.id();
  }

  /** Whether the theme is that of the desktop at the start. */
  public boolean isSystem() {
    return preferences.getBoolean(SYSTEM, false);
  }

  /** Shows the theme that the desktop had when the window was opened, and has at each start. */
  public void showSystem() {
    remember(true);
    change(desktop);
  }

  private void remember(boolean system) {
    preferences.putBoolean(SYSTEM, system);
    try {
      preferences.flush();
    } catch (BackingStoreException e) {
      LOG.log(Level.WARNING, "The choice of the theme could not be saved.", e);
    }
  }

  /** Shows another theme and remembers it. */
  public void show(WindowTheme theme) {
    remember(false);
    change(theme);
  }

  private void change(WindowTheme theme) {
    follow(theme);
    engine.setTheme(theme.id(), true);
    Combos.catchUp(Display.getCurrent());
  }

  private void follow(WindowTheme theme) {
    preferDark(theme == WindowTheme.DARK);
    figures.theme().set(theme.figures());
    current.set(theme);
  }

  /**
   * Scroll bars, menus and dialogs are the toolkit's. Only GTK can be asked for its dark variant,
   * and only through a class that other platforms' SWT has not.
   */
  private static void preferDark(boolean dark) {
    try {
      Class<?> gtk = Display.class.getClassLoader().loadClass("org.eclipse.swt.internal.gtk.OS");
      gtk.getMethod("setTheme", boolean.class).invoke(null, dark);
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.DEBUG, "The toolkit keeps its own theme.", e);
    }
  }
}
