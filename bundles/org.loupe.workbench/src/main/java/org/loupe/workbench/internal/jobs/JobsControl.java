package org.loupe.workbench.internal.jobs;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.workbench.internal.core.RunState;
import org.loupe.workbench.internal.core.Task;
import org.loupe.workbench.internal.core.Tasks;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** For the status line: the running job, its progress, and how many wait. */
public final class JobsControl extends Composite {
  private static final int STEPS = 200;

  private final Tasks tasks;
  private final Label text;
  private final ProgressBar bar;
  private final Link cancel;
  private final Link more;
  private final Runnable progress;
  private List<Task> jobs = List.of();
  private @Nullable Subscription followed;

  /** Shows these. */
  public JobsControl(Composite parent, Tasks tasks) {
    super(parent, SWT.NONE);
    this.tasks = tasks;
    GridLayout layout = new GridLayout(4, false);
    layout.marginHeight = 0;
    layout.marginWidth = 6;
    layout.horizontalSpacing = 10;
    setLayout(layout);
    text = new Label(this, SWT.NONE);
    GridData textData = new GridData(SWT.FILL, SWT.CENTER, true, false);
    textData.minimumWidth = 60;
    text.setLayoutData(textData);
    Ids.mark(text, "jobs.text");
    bar = new ProgressBar(this, SWT.HORIZONTAL);
    bar.setMaximum(STEPS);
    GridData barData = new GridData(SWT.FILL, SWT.CENTER, false, false);
    barData.widthHint = 120;
    barData.heightHint = 6;
    bar.setLayoutData(barData);
    Ids.mark(bar, "jobs.progress", "Progress of the running job");
    cancel = link("jobs.cancel", "", this::cancelAll);
    more = link("jobs.more", "", this::list);
    progress = Follow.coalesced(this, this::progress);
    Follow.observed(this, tasks.all(), this::show);
    addDisposeListener(event -> follow(null));
  }

  private Link link(String id, String label, Runnable action) {
    Link link = new Link(this, SWT.NONE);
    link.setText(label);
    link.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
    link.addListener(SWT.Selection, event -> action.run());
    Ids.mark(link, id);
    return link;
  }

  private void show(List<Task> now) {
    boolean same = !now.isEmpty() && !jobs.isEmpty() && now.get(0) == jobs.get(0);
    jobs = now;
    if (!same) {
      follow(jobs.isEmpty() ? null : jobs.get(0));
    }
    boolean busy = !jobs.isEmpty();
    include(bar, busy);
    include(cancel, busy);
    include(more, jobs.size() > 1);
    cancel.setText(jobs.size() > 1 ? "<a>Cancel all</a>" : "<a>Cancel</a>");
    more.setText("<a>" + (jobs.size() - 1) + " more</a>");
    progress();
    layout(true, true);
  }

  private void follow(@Nullable Task job) {
    if (followed != null) {
      followed.close();
    }
    followed = job == null ? null : job.state().onChange(state -> progress.run());
  }

  private void progress() {
    if (jobs.isEmpty()) {
      text.setText("No jobs");
      Styles.style(text, Styles.QUIET);
      return;
    }
    text.setText(Styles.plain(JobText.of(jobs.get(0))));
    if (jobs.get(0).state().get() instanceof RunState.Running running) {
      bar.setSelection(Double.isNaN(running.share()) ? 0 : (int) (running.share() * STEPS));
    }
  }

  /** One by one they are cancelled in the list. */
  private void cancelAll() {
    tasks.cancel(jobs);
  }

  private void list() {
    JobsPopup popup = new JobsPopup(getShell(), tasks);
    Point corner = toDisplay(0, 0);
    popup.openAbove(corner, Math.max(360, getSize().x));
  }

  private static void include(Control control, boolean visible) {
    ((GridData) control.getLayoutData()).exclude = !visible;
    control.setVisible(visible);
  }
}
