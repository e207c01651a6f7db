package org.loupe.workbench.internal.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.core.RunRequest;
import org.loupe.workbench.internal.core.RunState;
import org.loupe.workbench.internal.core.RunText;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;

/** Run, with the expected time, and Reset. */
final class RunButtons {
  private final WorkbenchCore core;
  private final Composite row;
  private final Button run;
  private final Button reset;
  private final Runnable update;
  private String method = "";
  private Subscription edits = () -> {};
  private List<Subscription> states = List.of();

  /**
   * Buttons of no method yet.
   *
   * @param publish makes known what people have just typed
   */
  RunButtons(Composite parent, WorkbenchCore core, Runnable publish) {
    this.core = core;
    row = new Composite(parent, SWT.NONE);
    row.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    GridLayout layout = new GridLayout();
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    row.setLayout(layout);
    run = new Button(row, SWT.PUSH);
    run.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    run.addListener(
        SWT.Selection,
        event -> {
          publish.run();
          core.runs().start(core.runs().open(core.requests().chosen(method)));
        });
    run.addListener(SWT.FocusOut, event -> update());
    Ids.mark(run, "inspector.run");
    reset = new Button(row, SWT.PUSH);
    reset.setText("Reset parameters");
    reset.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    reset.setToolTipText("All parameters get their defaults.");
    reset.addListener(
        SWT.Selection,
        event -> {
          publish.run();
          core.edits().changes(method).set(Map.of());
        });
    Ids.mark(reset, "inspector.reset");
    update = Follow.coalesced(row, this::update);
    List<Observed<?>> causes = new ArrayList<>();
    causes.add(core.runs().jobs());
    causes.add(core.runs().rehearsed());
    causes.add(core.workspace().windows());
    causes.add(core.workspace().device());
    causes.add(core.workspace().seed());
    causes.add(core.compare().comparison());
    for (Observed<?> cause : causes) {
      Subscription subscription = cause.onChange(value -> update.run());
      row.addDisposeListener(event -> subscription.close());
    }
    row.addDisposeListener(event -> edits.close());
    row.addDisposeListener(event -> follow(List.of()));
    update();
  }

  /** What is looked for on disk, or is there already, changes without any job. */
  private void follow(List<RunRequest> chosen) {
    states.forEach(Subscription::close);
    states =
        chosen.stream()
            .map(request -> core.runs().state(request).onChange(state -> update.run()))
            .toList();
  }

  /** Serves another method; an empty id is none. */
  void show(String newMethod) {
    method = newMethod;
    edits.close();
    edits =
        method.isEmpty() ? () -> {} : core.edits().changes(method).onChange(value -> update.run());
    update();
  }

  private void update() {
    row.setVisible(!method.isEmpty());
    ((GridData) row.getLayoutData()).exclude = method.isEmpty();
    List<RunRequest> chosen = method.isEmpty() ? List.of() : core.requests().chosen(method);
    follow(chosen);
    List<RunRequest> open = core.runs().open(chosen);
    // The focus of a control that is switched off would jump to another.
    run.setEnabled(!open.isEmpty() || run.isFocusControl());
    run.setText(open.isEmpty() ? idle(chosen) : RunText.of(core.runs(), open));
    reset.setEnabled(!method.isEmpty() && !core.edits().changes(method).get().isEmpty());
    row.layout();
  }

  private String idle(List<RunRequest> chosen) {
    if (chosen.isEmpty()) {
      return "Run";
    }
    List<RunState> states = chosen.stream().map(r -> core.runs().state(r).get()).toList();
    if (states.stream().anyMatch(RunState::isBusy)) {
      return "Computing";
    }
    if (states.stream().anyMatch(RunState.Sought.class::isInstance)) {
      return "Run";
    }
    return states.stream().anyMatch(RunState.Failed.class::isInstance)
        ? "Cannot be computed"
        : "Up to date";
  }
}
