package org.loupe.workbench.internal.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.views.Fit;
import org.loupe.workbench.internal.views.MethodList;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Paragraph;
import org.loupe.workbench.internal.widgets.Refill;
import org.loupe.workbench.internal.widgets.Reveal;
import org.loupe.workbench.internal.widgets.Styles;
import org.loupe.workbench.internal.widgets.Tips;

/** A line for every method: its view, or what it needs and this project does not have. */
final class MethodLines {
  private static final int MARGIN = 10;
  private static final int LEAST_WIDTH = 140;

  private final WorkbenchCore core;
  private final MethodList methods;
  private final ScrolledComposite scroll;
  private final Composite list;
  private List<Line> lines = List.of();

  /**
   * A method.
   *
   * @param lack why it cannot be used; empty if it can
   */
  private record Line(String id, String name, String explains, String lack) {}

  MethodLines(Composite parent, WorkbenchCore core, MethodList methods) {
    this.core = core;
    this.methods = methods;
    scroll = new ScrolledComposite(parent, SWT.V_SCROLL);
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    Reveal.onTab(scroll);
    list = new Composite(scroll, SWT.NONE);
    GridLayout layout = new GridLayout();
    layout.marginWidth = MARGIN;
    layout.marginHeight = MARGIN;
    list.setLayout(layout);
    scroll.setContent(list);
    scroll.addListener(SWT.Resize, event -> fit());
    Ids.mark(list, "overview.methods");
    Follow.observed(list, core.workspace().project(), now -> update());
    Follow.observed(list, methods.installed(), now -> update());
  }

  private void update() {
    Optional<OpenProject> open = core.workspace().project().get().value();
    List<Line> now = new ArrayList<>();
    for (InstalledMethod<?, ?> method : methods.installed().get()) {
      Info info = method.info();
      if (method.view() != null && !info.id().equals(OverviewPart.METHOD)) {
        String lack =
            open.isEmpty() ? "no project is open" : Fit.problem(method, open.get()).orElse("");
        now.add(new Line(info.id(), info.name(), info.explains(), lack));
      }
    }
    if (now.equals(lines) && list.getChildren().length > 0) {
      return;
    }
    lines = now;
    Refill.with(list, this::fill);
  }

  private void fill() {
    Label title = Styles.style(new Label(list, SWT.NONE), Styles.HEADING);
    title.setText("What you can look at");
    Ids.mark(title, "overview.methods.title");
    if (lines.isEmpty()) {
      quiet("No other method is installed.", 0);
    }
    lines.forEach(this::add);
    list.layout(true, true);
    fit();
  }

  private void add(Line line) {
    if (line.lack().isEmpty()) {
      Link link = new Link(list, SWT.NONE);
      link.setText("<a>" + Styles.plain(line.name()) + "</a>");
      link.setToolTipText(Tips.wrap(line.explains()));
      link.addListener(SWT.Selection, event -> core.views().open(line.id()));
      Ids.mark(link, "overview.method." + line.id(), line.name() + ": " + line.explains());
      indent(link, 6);
      quiet(line.explains(), 0);
    } else {
      Label name = new Label(list, SWT.NONE);
      name.setText(Styles.plain(line.name()));
      indent(name, 6);
      Paragraph why = quiet("Not available: " + line.lack() + ".", 0);
      Ids.mark(why, "overview.lack." + line.id());
    }
  }

  private static void indent(Control control, int above) {
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
    data.verticalIndent = above;
    control.setLayoutData(data);
  }

  private Paragraph quiet(String text, int above) {
    Paragraph paragraph = Styles.style(new Paragraph(list), Styles.QUIET);
    paragraph.setText(text);
    indent(paragraph, above);
    ((GridData) paragraph.getLayoutData()).widthHint = LEAST_WIDTH;
    return paragraph;
  }

  private void fit() {
    int width = Math.max(LEAST_WIDTH, scroll.getClientArea().width);
    scroll.setMinHeight(list.computeSize(width, SWT.DEFAULT).y);
  }
}
