package org.loupe.workbench.internal.preferences;

import java.util.Locale;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.theme.WindowTheme;
import org.loupe.workbench.internal.widgets.Ids;

/** How the window looks, and when it asks. */
final class GeneralPage extends PreferencePage {
  private final Settings settings;
  private final Themes themes;
  private Runnable chosenTheme = () -> {};
  private boolean asks;

  GeneralPage(Settings settings, Themes themes) {
    super("General");
    this.settings = settings;
    this.themes = themes;
    this.asks = settings.asksBeforeDeleting();
    noDefaultAndApplyButton();
  }

  @Override
  protected Control createContents(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    page.setLayout(new GridLayout());
    new Label(page, SWT.NONE).setText("Theme");
    choice(page, "system", "As the desktop", themes.isSystem(), themes::showSystem);
    for (WindowTheme theme : WindowTheme.values()) {
      choice(
          page,
          theme.label().toLowerCase(Locale.ROOT),
          theme.label(),
          !themes.isSystem() && themes.current().get() == theme,
          () -> themes.show(theme));
    }
    new Label(page, SWT.NONE).setText("");
    Button ask = new Button(page, SWT.CHECK);
    ask.setText("Ask before a slice is deleted (Edit ▸ Undo brings it back in any case)");
    ask.setSelection(asks);
    ask.addListener(SWT.Selection, event -> asks = ask.getSelection());
    Ids.mark(ask, "preferences.ask");
    return page;
  }

  private void choice(Composite page, String id, String text, boolean chosen, Runnable action) {
    Button button = new Button(page, SWT.RADIO);
    button.setText(text);
    button.setSelection(chosen);
    button.addListener(
        SWT.Selection,
        event -> {
          if (button.getSelection()) {
            chosenTheme = action;
          }
        });
    Ids.mark(button, "preferences.theme." + id);
  }

  @Override
  public boolean performOk() {
    chosenTheme.run();
    chosenTheme = () -> {};
    settings.setAsksBeforeDeleting(asks);
    return true;
  }
}
