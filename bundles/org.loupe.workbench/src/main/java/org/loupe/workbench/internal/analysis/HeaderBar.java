package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
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
  private final Map<String, Control> choices = new HashMap<>();
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
    layout.verticalSpacing = 0;
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
    Composite group = Styles.style(new Composite(tools, SWT.NONE), Styles.BAR);
    GridLayout layout = new GridLayout(2, false);
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    group.setLayout(layout);
    choices.put(option.name(), group);
    show(group, false);
    Label label = Styles.style(new Label(group, SWT.NONE), Styles.QUIET);
    label.setText(Styles.plain(option.label()));
    Combo combo = new Combo(group, SWT.READ_ONLY);
    combo.setItems(option.choices().stream().map(HeaderBar::words).toArray(String[]::new));
    combo.select(option.choices().indexOf(state.choice(option)));
    Ids.mark(combo, "analysis.option." + option.name(), option.label());
    combo.addListener(
        SWT.Selection,
        event -> onChoice.accept(option, option.choices().get(combo.getSelectionIndex())));
  }

  private static String words(String choice) {
    return choice.replace('_', ' ');
  }

  /**
   * Says what is shown.
   *
   * @param text what the figures are of
   * @param newOffers at most two
   * @param newBusy what is being computed for the view
   * @param usable names of the display choices that change something
   * @return whether the bar may need another height
   */
  boolean show(String text, List<Offer> newOffers, List<RunRequest> newBusy, Set<String> usable) {
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
    choices.forEach((name, choice) -> show(choice, usable.contains(name)));
    layout(true, true);
    return computeSize(getSize().x, SWT.DEFAULT).y != getSize().y;
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
