package org.loupe.workbench.internal.analysis;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Theme;
import org.loupe.plots.render.Zoom;
import org.loupe.plots.swt.FigureCanvas;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Paragraph;
import org.loupe.workbench.internal.widgets.Styles;

/** One figure of all compared checkpoints, with its caption. */
final class FigurePane extends Composite {
  private static final String UNPIN = "Unpin";
  private static final String GRID = "All thumbnails";

  private final FigureCanvas canvas;
  private final Paragraph caption;
  private final Link links;
  private @Nullable Thumbnail thumbnail;

  /**
   * A pane that shows nothing yet.
   *
   * @param onEnlarge is given the figure when it is to fill the view, or not any more
   * @param onUnpin is given the figure when it may change again
   * @param again shows the same panels once more
   */
  FigurePane(
      Composite parent,
      String figure,
      Theme theme,
      Consumer<String> onEnlarge,
      Consumer<String> onUnpin,
      Runnable again) {
    super(parent, SWT.NONE);
    GridLayout layout = new GridLayout(2, false);
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    layout.verticalSpacing = 2;
    setLayout(layout);
    canvas = new FigureCanvas(this, theme);
    canvas.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1));
    Ids.mark(canvas, "analysis.figure." + figure);
    caption = Styles.style(new Paragraph(this), Styles.QUIET);
    GridData captionData = new GridData(SWT.FILL, SWT.TOP, true, false);
    captionData.horizontalIndent = 10;
    captionData.widthHint = 100;
    caption.setLayoutData(captionData);
    Ids.mark(caption, "analysis.caption." + figure);
    links = new Link(this, SWT.NONE);
    GridData linkData = new GridData(SWT.END, SWT.TOP, false, false);
    linkData.horizontalIndent = 10;
    links.setLayoutData(linkData);
    Ids.mark(links, "analysis.enlarge." + figure);
    links.addListener(
        SWT.Selection,
        event -> {
          if (UNPIN.equals(event.text)) {
            onUnpin.accept(figure);
          } else if (GRID.equals(event.text)) {
            show((Thumbnail) null, again);
          } else {
            onEnlarge.accept(figure);
          }
        });
    canvas.addListener(
        SWT.KeyDown,
        event -> {
          if (event.keyCode == SWT.ESC && thumbnail != null) {
            show((Thumbnail) null, again);
          }
        });
    caption.addListener(SWT.MouseDoubleClick, event -> onEnlarge.accept(figure));
  }

  FigureCanvas canvas() {
    return canvas;
  }

  /** Shows one plot of a grid alone, or the whole grid again. */
  void show(@Nullable Thumbnail one, Runnable again) {
    thumbnail = one;
    canvas.setZoom(Zoom.NONE);
    again.run();
  }

  /** Shows the panels; says whether they or the caption may need another height. */
  boolean show(PanelMaker.Row row, boolean enlarged) {
    int height = preferredHeight();
    String words = links(row, enlarged);
    boolean changed = !caption.getText().equals(row.caption()) || !links.getText().equals(words);
    List<Panel> panels = row.panels();
    Optional<List<Panel>> alone = Optional.ofNullable(thumbnail).flatMap(one -> one.alone(panels));
    canvas.setPanels(alone.orElse(panels));
    caption.setText(row.caption());
    changed |= height != preferredHeight();
    links.setVisible(panels.stream().anyMatch(panel -> panel.figure() != null));
    links.setText(words);
    return changed;
  }

  private String links(PanelMaker.Row row, boolean enlarged) {
    return (row.pinned() ? "Pinned  <a>" + UNPIN + "</a>   " : "")
        + (thumbnail == null ? "" : "<a>" + GRID + "</a>   ")
        + (enlarged ? "<a>All figures</a>" : "<a>Enlarge</a>");
  }

  private int preferredHeight() {
    return canvas.computeSize(Math.max(1, canvas.getSize().x), SWT.DEFAULT).y;
  }
}
