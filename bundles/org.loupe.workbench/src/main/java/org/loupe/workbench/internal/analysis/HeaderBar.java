package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.eclipse.swt.SWT;
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
import org.loupe.workbench.internal.core.RunText;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** The line above the figures: what they are of, what could be computed, how they are drawn. */
final class HeaderBar extends Composite {
  private final AnalysisRuns runs;
  private final Label subject;
  private final List<Button> buttons = new ArrayList<>();
  private final Map<String, Control> choices = new HashMap<>();
  private List<Offer> offers = List.of();

  HeaderBar(
      Composite parent,
      AnalysisRuns runs,
      List<DisplayOption> options,
      ViewState state,
      BiConsumer<DisplayOption, String> onChoice) {
    super(parent, SWT.NONE);
    this.runs = runs;
    Styles.style(this, Styles.BAR);
    RowLayout layout = new RowLayout();
    layout.center = true;
    layout.marginLeft = 8;
    layout.marginTop = 4;
    layout.marginBottom = 4;
    layout.spacing = 16;
    setLayout(layout);
    subject = Styles.style(new Label(this, SWT.NONE), Styles.HEADING);
    Ids.mark(subject, "analysis.subject");
    for (int i = 0; i < 2; i++) {
      buttons.add(button(i));
    }
    options.forEach(option -> choice(option, state, onChoice));
  }

  private Button button(int place) {
    Button button = new Button(this, SWT.PUSH);
    Ids.mark(button, place == 0 ? "analysis.run" : "analysis.run.all");
    button.addListener(SWT.Selection, event -> runs.start(offers.get(place).requests()));
    show(button, false);
    return button;
  }

  private void choice(
      DisplayOption option, ViewState state, BiConsumer<DisplayOption, String> onChoice) {
    Composite group = Styles.style(new Composite(this, SWT.NONE), Styles.BAR);
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
   * @param usable names of the display choices that change something
   */
  void show(String text, List<Offer> newOffers, Set<String> usable) {
    offers = newOffers;
    subject.setText(Styles.plain(text));
    for (int i = 0; i < buttons.size(); i++) {
      Button button = buttons.get(i);
      show(button, i < offers.size());
      if (i < offers.size()) {
        button.setText(Styles.plain(RunText.of(runs, offers.get(i).requests())));
      }
    }
    choices.forEach((name, choice) -> show(choice, usable.contains(name)));
    // A longer text may need another line.
    getParent().layout(new Control[] {subject, buttons.get(0), buttons.get(1)});
  }

  private static void show(Control control, boolean visible) {
    RowData data = new RowData();
    data.exclude = !visible;
    control.setLayoutData(data);
    control.setVisible(visible);
  }
}
