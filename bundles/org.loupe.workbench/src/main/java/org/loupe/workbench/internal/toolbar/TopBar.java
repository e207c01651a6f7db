package org.loupe.workbench.internal.toolbar;

import jakarta.annotation.PostConstruct;
import org.eclipse.e4.ui.css.swt.dom.WidgetElement;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.loupe.workbench.internal.compare.CompareBar;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.widgets.Ids;

/** The two lines above the parts: what is open and chosen, and what is compared. */
public final class TopBar {
  private static final int COMPARE_HEIGHT = 32;

  @PostConstruct
  void create(Composite parent, WorkbenchCore core, Opening opening, Themes themes) {
    Composite lines = new Composite(parent, SWT.NONE);
    GridLayout layout = new GridLayout();
    layout.marginHeight = 4;
    layout.marginWidth = 8;
    layout.verticalSpacing = 4;
    lines.setLayout(layout);
    WidgetElement.setCSSClass(lines, "frame");

    Composite choosers = new Composite(lines, SWT.NONE);
    choosers.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    RowLayout row = new RowLayout();
    row.marginTop = 0;
    row.marginBottom = 0;
    row.marginLeft = 0;
    row.spacing = 16;
    choosers.setLayout(row);
    WidgetElement.setCSSClass(choosers, "frame");
    Ids.mark(choosers, "toolbar");
    new ProjectChooser(choosers, core.workspace(), opening);
    new DataChooser(choosers, core.workspace());
    new SliceChooser(choosers, core.workspace());
    new DecodingChooser(choosers, core.workspace());
    new DeviceChooser(choosers, core.workspace());

    CompareBar compare = new CompareBar(lines, core, themes);
    GridData place = new GridData(SWT.FILL, SWT.CENTER, true, false);
    // The same with and without chips and buttons, so that nothing below jumps.
    place.heightHint = COMPARE_HEIGHT;
    compare.control().setLayoutData(place);
  }
}
