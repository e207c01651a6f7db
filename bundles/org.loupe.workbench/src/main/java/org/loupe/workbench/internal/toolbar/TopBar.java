package org.loupe.workbench.internal.toolbar;

import jakarta.annotation.PostConstruct;
import org.eclipse.e4.core.commands.ECommandService;
import org.eclipse.e4.ui.bindings.EBindingService;
import org.eclipse.e4.ui.css.swt.dom.WidgetElement;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.loupe.workbench.internal.compare.CompareBar;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.importing.DroppedOpening;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.quick.QuickAccess;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Wrapped;

/** The two lines above the parts: what is open and chosen, and what is compared. */
public final class TopBar {
  @PostConstruct
  void create(
      Composite parent,
      WorkbenchCore core,
      Opening opening,
      Themes themes,
      DroppedOpening files,
      QuickAccess quick,
      ECommandService commands,
      EBindingService bindings) {
    Composite lines = new Composite(parent, SWT.NONE);
    GridLayout layout = new GridLayout();
    layout.marginHeight = 4;
    layout.marginWidth = 8;
    layout.verticalSpacing = 4;
    lines.setLayout(layout);
    WidgetElement.setCSSClass(lines, "frame");

    Composite first = new Composite(lines, SWT.NONE);
    first.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    GridLayout columns = new GridLayout(2, false);
    columns.marginWidth = 0;
    columns.marginHeight = 0;
    first.setLayout(columns);
    WidgetElement.setCSSClass(first, "frame");

    Composite choosers = new Composite(first, SWT.NONE);
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
    new SearchButton(first, quick, commands, bindings)
        .control()
        .setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));

    first.addListener(SWT.Resize, event -> Wrapped.fit(first, SWT.DEFAULT));
    // An entry that says something longer may take another row in a line of the same width.
    for (Control entry : choosers.getChildren()) {
      entry.addListener(SWT.Resize, event -> Wrapped.fit(first, SWT.DEFAULT));
    }
    new CompareBar(
        lines, core, themes, (dropped, place) -> files.compare(lines.getShell(), dropped, place));
  }
}
