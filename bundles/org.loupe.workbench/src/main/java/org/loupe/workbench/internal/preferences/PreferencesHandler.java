package org.loupe.workbench.internal.preferences;

import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.swt.widgets.Shell;

/** Edit &gt; Preferences. */
public final class PreferencesHandler {
  @Execute
  void open(Shell shell, PreferencesWindow preferences) {
    preferences.open(shell, "general");
  }
}
