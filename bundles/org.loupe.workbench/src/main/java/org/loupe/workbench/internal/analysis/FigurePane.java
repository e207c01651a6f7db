package org.loupe.workbench.internal.analysis;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Theme;
import org.loupe.plots.swt.FigureCanvas;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** One figure of all compared checkpoints, with its caption. */
final class FigurePane extends Composite {
  private final FigureCanvas canvas;
  private final Label caption;
  private final Link enlarge;

  FigurePane(Composite parent, String figure, Theme theme, Consumer<String> onEnlarge) {
    super(parent, SWT.NONE);
    GridLayout layout = new GridLayout(2, false);
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    layout.verticalSpacing = 2;
    setLayout(layout);
    canvas = new FigureCanvas(this, theme);
    canvas.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1));
    Ids.mark(canvas, "analysis.figure." + figure);
    caption = Styles.style(new Label(this, SWT.WRAP), Styles.QUIET);
    GridData captionData = new GridData(SWT.FILL, SWT.TOP, true, false);
    captionData.horizontalIndent = 10;
    captionData.widthHint = 100;
    caption.setLayoutData(captionData);
    Ids.mark(caption, "analysis.caption." + figure);
    enlarge = new Link(this, SWT.NONE);
    GridData linkData = new GridData(SWT.END, SWT.TOP, false, false);
    linkData.horizontalIndent = 10;
    enlarge.setLayoutData(linkData);
    Ids.mark(enlarge, "analysis.enlarge." + figure);
    enlarge.addListener(SWT.Selection, event -> onEnlarge.accept(figure));
    caption.addListener(SWT.MouseDoubleClick, event -> onEnlarge.accept(figure));
  }

  FigureCanvas canvas() {
    return canvas;
  }

  /** Shows the panels; says whether they or the caption may need another height. */
  boolean show(PanelMaker.Row row, boolean enlarged) {
    int height = preferredHeight();
    boolean changed = !caption.getText().equals(Styles.plain(row.caption()));
    List<Panel> panels = row.panels();
    canvas.setPanels(panels);
    caption.setText(Styles.plain(row.caption()));
    changed |= height != preferredHeight();
    boolean drawn = panels.stream().anyMatch(panel -> panel.figure() != null);
    enlarge.setVisible(drawn);
    enlarge.setText(enlarged ? "<a>All figures</a>" : "<a>Enlarge</a>");
    return changed;
  }

  private int preferredHeight() {
    return canvas.computeSize(Math.max(1, canvas.getSize().x), SWT.DEFAULT).y;
  }
}
