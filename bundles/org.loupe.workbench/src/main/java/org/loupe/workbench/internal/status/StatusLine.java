package org.loupe.workbench.internal.status;

import jakarta.annotation.PostConstruct;
import org.eclipse.e4.ui.css.swt.dom.WidgetElement;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.loupe.workbench.internal.core.Notices;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.extensions.ExtensionChanges;
import org.loupe.workbench.internal.extensions.TroubleStrip;
import org.loupe.workbench.internal.jobs.JobsControl;
import org.loupe.workbench.internal.log.LogRecords;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** The line at the bottom: work in progress, warnings, seed. */
public final class StatusLine {
  private static final int COLUMNS = 4;
  private static final int TOLD_MS = 8000;

  @PostConstruct
  void create(
      Composite parent,
      WorkbenchCore core,
      LogRecords records,
      ExtensionChanges changes,
      MApplication application) {
    Composite line = new Composite(parent, SWT.NONE);
    GridLayout layout = new GridLayout(COLUMNS, false);
    layout.marginHeight = 0;
    layout.marginWidth = 8;
    layout.horizontalSpacing = 16;
    line.setLayout(layout);
    WidgetElement.setCSSClass(line, "frame");
    Ids.mark(line, "status");

    new TroubleStrip(line, COLUMNS, core.troubles(), changes);

    Composite jobs = new JobsControl(line, core.tasks());
    jobs.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    WidgetElement.setCSSClass(jobs, "frame");

    notices(line, core.notices());

    ToolBar tools = new ToolBar(line, SWT.FLAT | SWT.RIGHT);
    WidgetElement.setCSSClass(tools, "frame");
    Ids.mark(tools, "status.tools", "Warnings");
    warnings(tools, records, application);

    Label seed = new Label(line, SWT.NONE);
    Ids.mark(seed, "status.seed");
    WidgetElement.setCSSClass(seed, "quiet");
    seed.setToolTipText("Every random choice is made from this seed");
    Follow.observed(
        seed,
        core.workspace().seed(),
        now -> {
          seed.setText("seed " + now);
          seed.requestLayout();
        });
  }

  /** What was just done is told for a while. */
  private static void notices(Composite line, Notices notices) {
    Label notice = new Label(line, SWT.NONE);
    Ids.mark(notice, "status.notice");
    WidgetElement.setCSSClass(notice, "quiet");
    Follow.observed(
        notice,
        notices.latest(),
        latest -> {
          notice.setText(Styles.plain(latest.text()));
          notice.requestLayout();
          notice
              .getDisplay()
              .timerExec(
                  TOLD_MS,
                  () -> {
                    if (!notice.isDisposed() && notices.latest().get().equals(latest)) {
                      notice.setText("");
                      notice.requestLayout();
                    }
                  });
        });
  }

  private static void warnings(ToolBar tools, LogRecords records, MApplication application) {
    ToolItem item = new ToolItem(tools, SWT.PUSH);
    Ids.mark(item, "status.warnings");
    item.setToolTipText("Opens the log");
    item.addListener(
        SWT.Selection,
        event ->
            application
                .getChildren()
                .get(0)
                .getContext()
                .get(EPartService.class)
                .showPart("loupe.part.log", PartState.ACTIVATE));
    Runnable show =
        () -> {
          item.setText("Warnings (" + records.warnings() + ")");
          tools.requestLayout();
        };
    Runnable end = records.onChange(Follow.coalesced(tools, show));
    tools.addDisposeListener(event -> end.run());
    show.run();
  }
}
