package org.loupe.workbench.internal.jobs;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.workbench.internal.core.Task;
import org.loupe.workbench.internal.core.Tasks;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Refill;
import org.loupe.workbench.internal.widgets.Styles;

/**
 * All jobs, each with its cancel, and one for all; goes away when one clicks elsewhere or presses
 * Esc.
 */
final class JobsPopup {
  private static final int MOST_LINES = 12;

  private final Shell shell;
  private final Tasks tasks;
  private Point bottom = new Point(0, 0);
  private int width;

  JobsPopup(Shell parent, Tasks tasks) {
    this.tasks = tasks;
    shell = new Shell(parent, SWT.TOOL | SWT.ON_TOP);
    GridLayout layout = new GridLayout(2, false);
    layout.marginWidth = 10;
    layout.marginHeight = 8;
    shell.setLayout(layout);
    shell.addListener(
        SWT.Traverse,
        event -> {
          if (event.detail == SWT.TRAVERSE_ESCAPE) {
            shell.dispose();
          }
        });
    shell.addListener(SWT.Deactivate, event -> shell.dispose());
    Ids.mark(shell, "jobs.popup", "Jobs");
  }

  void openAbove(Point corner, int least) {
    bottom = corner;
    width = least;
    Follow.observed(shell, tasks.all(), jobs -> Refill.with(shell, () -> fill(jobs)));
    shell.open();
  }

  private void fill(List<Task> jobs) {
    for (Task job : jobs.subList(0, Math.min(MOST_LINES, jobs.size()))) {
      Label text = label(JobText.of(job), 1);
      Runnable tell = Follow.coalesced(text, () -> text.setText(Styles.plain(JobText.of(job))));
      Subscription subscription = job.state().onChange(state -> tell.run());
      text.addDisposeListener(event -> subscription.close());
      link("Cancel", "jobs.cancel." + job.id(), List.of(job));
    }
    if (jobs.isEmpty()) {
      label("No jobs", 2);
    } else if (jobs.size() > 1) {
      int more = jobs.size() - MOST_LINES;
      label(more > 0 ? more + " more wait" : "", 1);
      link("Cancel all", "jobs.cancel.all", jobs);
    }
    Point size = shell.computeSize(width, SWT.DEFAULT);
    shell.setBounds(bottom.x, bottom.y - size.y - 4, size.x, size.y);
    shell.layout();
  }

  private void link(String text, String id, List<Task> jobs) {
    Link link = new Link(shell, SWT.NONE);
    link.setText("<a>" + text + "</a>");
    link.setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
    link.addListener(SWT.Selection, event -> tasks.cancel(jobs));
    Ids.mark(link, id);
  }

  private Label label(String text, int span) {
    Label label = new Label(shell, SWT.NONE);
    label.setText(Styles.plain(text));
    label.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, span, 1));
    return label;
  }
}
