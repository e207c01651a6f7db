package org.loupe.workbench.internal.inspector;

import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** The sections Hover and Provenance. */
final class Details {
  private static final int HOVER_LINES = 4;
  private static final int WIDTH_HINT = 100;

  private final WorkbenchCore core;
  private final Runnable resize;
  private final Label hover;
  private final GridData hoverData;
  private final Text provenance;
  private final Link copy;

  Details(Composite parent, WorkbenchCore core, Runnable resize) {
    this.core = core;
    this.resize = resize;
    Section hovering = new Section(parent, "Hover");
    hover = new Label(hovering.body(), SWT.WRAP);
    hoverData = span();
    hover.setLayoutData(hoverData);
    Ids.mark(hover, "inspector.hover");
    begin();
    hover.addListener(SWT.Resize, event -> hover());
    Follow.observed(hover, core.active().method(), method -> begin());
    Follow.observed(hover, core.active().hover(), now -> hover());

    Section section = new Section(parent, "Provenance");
    provenance = new Text(section.body(), SWT.MULTI | SWT.READ_ONLY | SWT.WRAP);
    provenance.setLayoutData(span());
    Styles.style(provenance, Styles.QUIET);
    Ids.mark(provenance, "inspector.provenance", "Provenance");
    copy = new Link(section.body(), SWT.NONE);
    copy.setText("<a>Copy</a>");
    copy.addListener(
        SWT.Selection, event -> copy(ProvenanceText.whole(core.active().shown().get())));
    Ids.mark(copy, "inspector.copy");
    Follow.observed(
        provenance,
        core.active().shown(),
        shown -> {
          String text = ProvenanceText.shown(shown);
          provenance.setText(text.isEmpty() ? "Nothing is shown yet." : text);
          copy.setVisible(!text.isEmpty());
          resize.run();
        });
  }

  /** Room for the values of most figures. */
  private void begin() {
    hoverData.heightHint = HOVER_LINES * lineHeight(hover);
    hover();
  }

  /** Has room for the longest values of a view so far: what stands below moves rarely. */
  private void hover() {
    hover.setText(Styles.plain(HoverText.of(core.active().hover().get())));
    int width = hover.getSize().x;
    int height = hover.computeSize(width, SWT.DEFAULT).y;
    if (width > 0 && height > hoverData.heightHint) {
      hoverData.heightHint = height;
      resize.run();
    }
  }

  private static GridData span() {
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1);
    data.widthHint = WIDTH_HINT;
    return data;
  }

  private static int lineHeight(Control control) {
    Label line = new Label(control.getParent(), SWT.NONE);
    line.setText("X");
    int height = line.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
    line.dispose();
    return height;
  }

  private void copy(String text) {
    Clipboard clipboard = new Clipboard(copy.getDisplay());
    clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
    clipboard.dispose();
  }
}
