package org.loupe.workbench.internal.extensions;

import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.loupe.workbench.internal.core.Troubles;
import org.loupe.workbench.internal.core.Troubles.Trouble;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/**
 * What an extension did wrong, with a way to be rid of it; takes no room while there is nothing.
 */
public final class TroubleStrip {
  private final Composite strip;
  private final Label sentence;
  private final Link disable;
  private Optional<Trouble> shown = Optional.empty();

  /** Makes it in a grid of that many columns. */
  public TroubleStrip(Composite parent, int columns, Troubles troubles, ExtensionChanges changes) {
    strip = Styles.style(new Composite(parent, SWT.NONE), "frame");
    strip.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, columns, 1));
    GridLayout layout = new GridLayout(3, false);
    layout.marginHeight = 2;
    layout.horizontalSpacing = 16;
    strip.setLayout(layout);
    sentence = Styles.style(new Label(strip, SWT.NONE), Styles.PROBLEM);
    GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false);
    wide.widthHint = 100;
    sentence.setLayoutData(wide);
    Ids.mark(sentence, "trouble.sentence");
    disable = new Link(strip, SWT.NONE);
    disable.addListener(
        SWT.Selection,
        event ->
            shown.ifPresent(
                trouble -> changes.enable(strip.getShell(), trouble.extension(), false)));
    Ids.mark(disable, "trouble.disable");
    Link dismiss = new Link(strip, SWT.NONE);
    dismiss.setText("<a>Dismiss</a>");
    dismiss.addListener(SWT.Selection, event -> troubles.dismiss());
    Ids.mark(dismiss, "trouble.dismiss");
    Follow.observed(strip, troubles.latest(), this::show);
  }

  private void show(Optional<Trouble> trouble) {
    shown = trouble;
    sentence.setText(Styles.plain(trouble.map(Trouble::sentence).orElse("")));
    sentence.setToolTipText(trouble.map(Trouble::sentence).orElse(null));
    disable.setText(
        trouble.map(each -> "<a>Disable " + Styles.plain(each.name()) + "</a>").orElse(""));
    ((GridData) strip.getLayoutData()).exclude = trouble.isEmpty();
    strip.setVisible(trouble.isPresent());
    strip.requestLayout();
    strip.layout(true, true);
  }
}
