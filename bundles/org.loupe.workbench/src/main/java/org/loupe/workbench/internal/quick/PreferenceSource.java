package org.loupe.workbench.internal.quick;

import java.util.List;
import org.eclipse.swt.widgets.Shell;
import org.loupe.workbench.internal.preferences.PreferencesWindow;

/** Pages of the preferences. */
final class PreferenceSource implements QuickSource {
  private final List<QuickEntry> entries;

  PreferenceSource(PreferencesWindow preferences, Shell shell) {
    entries =
        preferences.pages().stream()
            .map(
                page ->
                    new QuickEntry(
                        "preferences:" + page.id(),
                        page.title(),
                        page.about(),
                        "",
                        () -> preferences.open(shell, page.id())))
            .toList();
  }

  @Override
  public String kind() {
    return "Preferences";
  }

  @Override
  public List<QuickEntry> entries(String query) {
    return entries;
  }
}
