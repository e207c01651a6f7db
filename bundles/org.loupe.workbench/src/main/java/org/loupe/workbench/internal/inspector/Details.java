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

  private final Text provenance;
  private final Link copy;

  Details(Composite parent, WorkbenchCore core, Runnable resize) {
    Section hovering = new Section(parent, "Hover");
    Label hover = new Label(hovering.body(), SWT.WRAP);
    GridData hoverData = span();
    // As high as it ever gets, so that nothing below jumps while the pointer moves.
    hoverData.heightHint = HOVER_LINES * lineHeight(hover);
    hover.setLayoutData(hoverData);
    Ids.mark(hover, "inspector.hover");
    Follow.observed(
        hover, core.active().hover(), now -> hover.setText(Styles.plain(HoverText.of(now))));

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

  private static GridData span() {
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1);
    data.widthHint = 100;
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
