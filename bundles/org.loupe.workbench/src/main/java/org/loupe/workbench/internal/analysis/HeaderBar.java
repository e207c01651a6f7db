package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.ViewState;
import org.loupe.workbench.internal.core.AnalysisRuns;
import org.loupe.workbench.internal.core.Presentation.Offer;
import org.loupe.workbench.internal.core.RunRequest;
import org.loupe.workbench.internal.core.RunText;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/**
 * The two lines above the figures: what they are of, then how they are drawn and what could be
 * computed. What comes and goes keeps its place, so that the figures do not jump.
 */
final class HeaderBar extends Composite {
  private static final int WIDTH_HINT = 200;

  private final AnalysisRuns runs;
  private final Label subject;
  private final Composite tools;
  private final Composite actions;
  private final List<Button> buttons = new ArrayList<>();
  private final Button cancel;
  private final List<DisplayChoice> choices = new ArrayList<>();
  private List<Offer> offers = List.of();
  private List<RunRequest> busy = List.of();

  HeaderBar(
      Composite parent,
      AnalysisRuns runs,
      List<DisplayOption> options,
      ViewState state,
      BiConsumer<DisplayOption, String> onChoice) {
    super(parent, SWT.NONE);
    this.runs = runs;
    Styles.style(this, Styles.BAR);
    GridLayout layout = new GridLayout();
    layout.marginWidth = 0;
    layout.marginHeight = 4;
    layout.verticalSpacing = 4;
    setLayout(layout);
    subject = Styles.style(new Label(this, SWT.WRAP), Styles.HEADING);
    GridData subjectData = new GridData(SWT.FILL, SWT.CENTER, true, false);
    subjectData.horizontalIndent = 10;
    subjectData.widthHint = WIDTH_HINT;
    subject.setLayoutData(subjectData);
    Ids.mark(subject, "analysis.subject");
    tools = row(this, 8, 16);
    GridData toolsData = new GridData(SWT.FILL, SWT.CENTER, true, false);
    toolsData.widthHint = WIDTH_HINT;
    tools.setLayoutData(toolsData);
    options.forEach(option -> choice(option, state, onChoice));
    actions = row(tools, 0, 8);
    for (int i = 0; i < 2; i++) {
      int place = i;
      buttons.add(
          button(
              place == 0 ? "analysis.run" : "analysis.run.all",
              () -> runs.start(offers.get(place).requests())));
    }
    cancel = button("analysis.cancel", () -> runs.cancel(busy));
    cancel.setText("Cancel");
    cancel.setToolTipText("Ends what is computed for this view, for all checkpoints.");
    // As high as with a button from the beginning.
    int height = cancel.computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
    actions.setLayoutData(new RowData(0, height));
  }

  private static Composite row(Composite parent, int margin, int spacing) {
    Composite row = Styles.style(new Composite(parent, SWT.NONE), Styles.BAR);
    RowLayout layout = new RowLayout();
    layout.center = true;
    layout.marginLeft = margin;
    layout.marginTop = 0;
    layout.marginBottom = 0;
    layout.spacing = spacing;
    row.setLayout(layout);
    return row;
  }

  private Button button(String id, Runnable action) {
    Button button = new Button(actions, SWT.PUSH);
    Ids.mark(button, id);
    button.addListener(SWT.Selection, event -> action.run());
    show(button, false);
    return button;
  }

  private void choice(
      DisplayOption option, ViewState state, BiConsumer<DisplayOption, String> onChoice) {
    DisplayChoice choice = new DisplayChoice(tools, option, state, onChoice);
    choices.add(choice);
    show(choice, false);
  }

  /**
   * Says what is shown.
   *
   * @param text what the figures are of
   * @param newOffers at most two
   * @param newBusy what is being computed for the view
   * @param usable the display choices that change something, with what they may be
   * @param state what is chosen of them
   * @return whether the bar may need another height
   */
  boolean show(
      String text,
      List<Offer> newOffers,
      List<RunRequest> newBusy,
      List<DisplayOption> usable,
      ViewState state) {
    offers = newOffers;
    busy = newBusy;
    subject.setText(Styles.plain(text));
    for (int i = 0; i < buttons.size(); i++) {
      Button button = buttons.get(i);
      show(button, i < offers.size());
      if (i < offers.size()) {
        button.setText(Styles.plain(RunText.of(runs, offers.get(i).requests())));
      }
    }
    show(cancel, !busy.isEmpty());
    reserve();
    choices.forEach(choice -> show(choice, usable, state));
    layout(true, true);
    return computeSize(getSize().x, SWT.DEFAULT).y != getSize().y;
  }

  private static void show(DisplayChoice choice, List<DisplayOption> usable, ViewState state) {
    Optional<DisplayOption> option =
        usable.stream().filter(one -> one.name().equals(choice.option())).findFirst();
    option.ifPresent(one -> choice.show(one, state));
    show(choice, option.isPresent());
  }

  /** The place that buttons once had stays theirs. */
  private void reserve() {
    RowData data = (RowData) actions.getLayoutData();
    Point size = actions.computeSize(SWT.DEFAULT, SWT.DEFAULT);
    data.width = Math.max(data.width, size.x);
    data.height = Math.max(data.height, size.y);
  }

  private static void show(Control control, boolean visible) {
    RowData data = new RowData();
    data.exclude = !visible;
    control.setLayoutData(data);
    control.setVisible(visible);
  }
}
