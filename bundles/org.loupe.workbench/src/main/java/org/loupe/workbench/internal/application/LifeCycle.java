package org.loupe.workbench.internal.application;

import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.ui.css.swt.theme.IThemeManager;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.workbench.lifecycle.PostContextCreate;
import org.eclipse.e4.ui.workbench.lifecycle.PreSave;
import org.eclipse.e4.ui.workbench.lifecycle.ProcessAdditions;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.swt.widgets.Display;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.keys.KeyBindings;
import org.loupe.workbench.internal.opening.Memory;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.preferences.Settings;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.undo.EditHistory;
import org.osgi.service.prefs.Preferences;

/** The moments of the start at which e4 asks what the application wants to add. */
public final class LifeCycle {

  /** Shares the state of the workbench and sets the theme before anything is shown. */
  @PostContextCreate
  void share(
      IEclipseContext context,
      IApplicationContext launch,
      Display display,
      IThemeManager themeManager) {
    ((LaunchContext) launch).fill(context);
    WorkbenchCore core = context.get(WorkbenchCore.class);
    Preferences settings = Memory.node("settings");
    context.set(Settings.class, new Settings(core, settings));
    context.set(EditHistory.class, new EditHistory(core));
    context.set(
        Themes.class,
        new Themes(themeManager.getEngineForDisplay(display), core.appearance(), settings));
    // Its files are read while the window is built.
    context.get(Opening.class).openAtStart();
  }

  /** The layout is about to be saved. */
  @PreSave
  void save(Memory memory) {
    memory.keepSeen();
  }

  /** Lays out a new window; a restored one stays as it was left. */
  @ProcessAdditions
  void layOut(
      IEclipseContext context, MApplication application, EModelService models, Display display) {
    KeyBindings keys = new KeyBindings(application, Memory.node("keys"));
    keys.apply();
    context.set(KeyBindings.class, keys);
    Layout layout = new Layout(application, models);
    context.set(Layout.class, layout);
    layout.prepare(display);
    FirstPaint.then(display, layout::keepUsable);
  }
}
