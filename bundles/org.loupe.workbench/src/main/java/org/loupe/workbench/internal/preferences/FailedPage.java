package org.loupe.workbench.internal.preferences;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.loupe.workbench.internal.widgets.Styles;

/** In place of an extension's page that could not be made. */
final class FailedPage extends PreferencePage {
  private static final Logger LOG = System.getLogger(FailedPage.class.getName());

  private final String sentence;

  FailedPage(PreferencesWindow.Page page, Throwable failure) {
    super(page.title());
    LOG.log(Level.ERROR, "The preference page '" + page.id() + "' failed.", failure);
    sentence = "This page cannot be shown: " + failure + ". The log has the details.";
    noDefaultAndApplyButton();
  }

  @Override
  protected Control createContents(Composite parent) {
    Label label = new Label(parent, SWT.WRAP);
    label.setText(Styles.plain(sentence));
    return label;
  }
}
