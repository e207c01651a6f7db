package org.loupe.workbench.internal.tutorial;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.help.HelpBook;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.quick.QuickAccess;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Reveal;
import org.loupe.workbench.internal.widgets.Scrolled;
import org.loupe.workbench.internal.widgets.Styles;

/** The tutorial: a column of steps, each with a button that does what it says. */
public final class TutorialPart {
  private static final int MARGIN = 12;
  private static final int LEAST_WIDTH = 240;
  private static final int GAP = 14;

  private final TutorialMemory memory = new TutorialMemory();
  private final List<Step> steps;
  private final ScrolledComposite scroll;
  private final Composite column;
  private final Label progress;
  private final List<Button> buttons = new ArrayList<>();
  private final List<Label> titles = new ArrayList<>();

  /** Made by e4. */
  @Inject
  public TutorialPart(
      Composite parent,
      WorkbenchCore core,
      Opening opening,
      QuickAccess quick,
      HelpBook help,
      EPartService parts) {
    steps = new Steps(core, opening, quick, help, parts, parent.getShell()).all();
    scroll = new ScrolledComposite(parent, SWT.V_SCROLL);
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    Reveal.onTab(scroll);
    column = new Composite(scroll, SWT.NONE);
    GridLayout layout = new GridLayout();
    layout.marginWidth = MARGIN;
    layout.marginHeight = MARGIN;
    column.setLayout(layout);
    scroll.setContent(column);
    Styles.style(wrapped("Loupe in five minutes"), "pageTitle");
    progress = Styles.style(wrapped(""), Styles.QUIET);
    Ids.mark(progress, "tutorial.progress");
    for (int i = 0; i < steps.size(); i++) {
      add(i + 1, steps.get(i));
    }
    Link again = new Link(column, SWT.NONE);
    again.setText("<a>Start over</a>");
    GridData data = new GridData(SWT.BEGINNING, SWT.TOP, false, false);
    data.verticalIndent = GAP;
    again.setLayoutData(data);
    again.addListener(SWT.Selection, event -> startOver());
    Ids.mark(again, "tutorial.again");
    scroll.addListener(SWT.Resize, event -> resize());
    update();
  }

  @Focus
  void focus() {
    next().setFocus();
  }

  private Label wrapped(String text) {
    Label label = new Label(column, SWT.WRAP);
    label.setText(Styles.plain(text));
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
    data.widthHint = LEAST_WIDTH - 2 * MARGIN;
    label.setLayoutData(data);
    return label;
  }

  private void add(int number, Step step) {
    Label title = Styles.style(wrapped(number + ".  " + step.title()), Styles.HEADING);
    ((GridData) title.getLayoutData()).verticalIndent = GAP;
    Ids.mark(title, "tutorial.title." + step.id());
    titles.add(title);
    wrapped(step.text());
    Button button = new Button(column, SWT.PUSH);
    button.setText(step.button());
    button.addListener(SWT.Selection, event -> run(step));
    Ids.mark(button, "tutorial." + step.id());
    buttons.add(button);
  }

  private void run(Step step) {
    memory.add(step.id());
    update();
    step.action().run();
  }

  private void startOver() {
    memory.forget();
    update();
    scroll.setOrigin(0, 0);
    next().setFocus();
  }

  private void update() {
    Set<String> done = memory.done();
    int count = 0;
    for (int i = 0; i < steps.size(); i++) {
      boolean isDone = done.contains(steps.get(i).id());
      count += isDone ? 1 : 0;
      titles
          .get(i)
          .setText((isDone ? "✓" : i + 1 + ".") + "  " + Styles.plain(steps.get(i).title()));
    }
    progress.setText(
        count == 0
            ? "Ten steps on the demo. Each button does what it says; the text says what to see."
            : count == steps.size()
                ? "All steps are done."
                : count + " of " + steps.size() + " steps are done.");
    column.layout();
  }

  /** The button of the first step that is not done. */
  private Control next() {
    Set<String> done = memory.done();
    for (int i = 0; i < steps.size(); i++) {
      if (!done.contains(steps.get(i).id())) {
        return buttons.get(i);
      }
    }
    return buttons.get(0);
  }

  private void resize() {
    int width = Math.max(LEAST_WIDTH, scroll.getClientArea().width);
    Scrolled.setLeast(scroll, 0, column.computeSize(width, SWT.DEFAULT).y);
  }
}
