package org.loupe.workbench.internal.analysis;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.loupe.plots.render.Theme;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Refill;
import org.loupe.workbench.internal.widgets.Reveal;
import org.loupe.workbench.internal.widgets.Styles;
import org.loupe.workbench.internal.widgets.Tips;

/**
 * The findings above the figures, a few lines high; the others are scrolled to. Each leads to the
 * figure that shows it, and its tooltip says by which rule it is said.
 */
final class FindingsStrip extends Composite {
  private static final int MOST_HEIGHT = 96;
  private static final int LEAST_HEIGHT = 34;

  /** Of a low view only this part of its height. */
  private static final int SHARE = 5;

  private static final int LEAST_WIDTH = 160;

  private final Observed<Theme> theme;
  private final ViewMemory memory;
  private final Consumer<String> reveal;
  private final Label title;
  private final Link toggle;
  private final ScrolledComposite scroll;
  private final Composite list;
  private List<Findings.Row> rows = List.of();

  /**
   * A strip that is not there while there are no findings.
   *
   * @param memory says whether people hid the findings
   * @param reveal shows the figure of that id
   */
  FindingsStrip(
      Composite parent, Observed<Theme> theme, ViewMemory memory, Consumer<String> reveal) {
    super(parent, SWT.NONE);
    this.theme = theme;
    this.memory = memory;
    this.reveal = reveal;
    GridLayout layout = new GridLayout(3, false);
    layout.marginWidth = 10;
    layout.marginHeight = 2;
    layout.horizontalSpacing = 10;
    setLayout(layout);
    title = Styles.style(new Label(this, SWT.NONE), Styles.HEADING);
    title.setLayoutData(new GridData(SWT.BEGINNING, SWT.TOP, false, false));
    toggle = new Link(this, SWT.NONE);
    toggle.setLayoutData(new GridData(SWT.BEGINNING, SWT.TOP, false, false));
    toggle.addListener(SWT.Selection, event -> toggle());
    Ids.mark(title, "analysis.findings.title");
    Ids.mark(toggle, "analysis.findings.toggle");
    scroll = new ScrolledComposite(this, SWT.V_SCROLL);
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    scroll.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    Reveal.onTab(scroll);
    list = new Composite(scroll, SWT.NONE);
    GridLayout lines = new GridLayout(2, false);
    lines.marginWidth = 0;
    lines.marginHeight = 0;
    lines.verticalSpacing = 2;
    list.setLayout(lines);
    scroll.setContent(list);
    Ids.mark(list, "analysis.findings");
    scroll.addListener(SWT.Resize, event -> fit());
    parent.addListener(SWT.Resize, event -> fit());
  }

  /** Shows these; says whether the strip may need another height. */
  boolean show(List<Findings.Row> newRows) {
    if (rows.equals(newRows) && ((GridData) getLayoutData()).exclude == rows.isEmpty()) {
      return false;
    }
    rows = newRows;
    Refill.with(
        list,
        () -> {
          rows.forEach(this::add);
          arrange();
        });
    return true;
  }

  private void add(Findings.Row row) {
    if (row.chip() != null) {
      Control badge = new ChipBadge(list, row.chip(), theme);
      badge.setLayoutData(new GridData(SWT.BEGINNING, SWT.TOP, false, false));
    }
    Link link = new Link(list, SWT.NONE);
    link.setText(Styles.plain(row.text()) + (row.figure() ? " <a>Show</a>" : ""));
    link.setToolTipText(Tips.wrap(row.rule()));
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, row.chip() == null ? 2 : 1, 1);
    data.widthHint = LEAST_WIDTH;
    link.setLayoutData(data);
    String figure = Objects.requireNonNullElse(row.finding().figure(), "");
    link.addListener(SWT.Selection, event -> reveal.accept(figure));
    String id = "analysis.finding." + row.checkpoint() + "." + row.finding().id();
    Ids.mark(link, id, row.checkpoint() + ": " + row.text());
  }

  private void toggle() {
    memory.saveFindings(!memory.findings());
    arrange();
    getParent().layout(true, true);
  }

  private void arrange() {
    boolean open = memory.findings();
    ((GridData) getLayoutData()).exclude = rows.isEmpty();
    setVisible(!rows.isEmpty());
    title.setText("Findings (" + rows.size() + ")");
    toggle.setText(open ? "<a>Hide</a>" : "<a>Show</a>");
    ((GridData) scroll.getLayoutData()).exclude = !open;
    scroll.setVisible(open);
    layout(true, true);
    fit();
  }

  /** As high as its findings, up to a bound, at which none is cut in two. */
  private void fit() {
    int width = Math.max(LEAST_WIDTH, scroll.getClientArea().width);
    int height = list.computeSize(width, SWT.DEFAULT).y;
    GridData data = (GridData) scroll.getLayoutData();
    int most = Math.max(LEAST_HEIGHT, Math.min(MOST_HEIGHT, getParent().getSize().y / SHARE));
    int wanted = height <= most ? height : whole(width, height, most);
    if (data.heightHint != wanted) {
      data.heightHint = wanted;
      getParent().layout(new Control[] {scroll});
    }
    // Last: a scroll bar in what is not high enough yet is more than GTK can lay out.
    scroll.setMinHeight(height);
  }

  /** The height of those findings that there is room for as a whole. */
  private int whole(int width, int height, int most) {
    list.setSize(width, height);
    list.layout();
    int whole = 0;
    int next = 0;
    for (Control child : list.getChildren()) {
      if (child.getBounds().y > next) {
        whole = next;
      }
      next = Math.max(next, child.getBounds().y + child.getBounds().height);
      if (next > most) {
        return whole > 0 ? whole : most;
      }
    }
    return most;
  }
}
