package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.ViewState;
import org.loupe.workbench.internal.core.AnalysisRuns;
import org.loupe.workbench.internal.core.Durations;
import org.loupe.workbench.internal.core.Presentation.Offer;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** The line above the figures: what they are of, what could be computed, how they are drawn. */
final class HeaderBar extends Composite {
  private final AnalysisRuns runs;
  private final Label subject;
  private final List<Button> buttons = new ArrayList<>();
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
    GridLayout layout = new GridLayout(4 + 2 * options.size(), false);
    layout.marginWidth = 10;
    layout.marginHeight = 4;
    layout.horizontalSpacing = 8;
    setLayout(layout);
    subject = Styles.style(new Label(this, SWT.NONE), Styles.HEADING);
    Ids.mark(subject, "analysis.subject");
    for (int i = 0; i < 2; i++) {
      buttons.add(button(i));
    }
    Label space = new Label(this, SWT.NONE);
    space.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
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
    Label label = Styles.style(new Label(this, SWT.NONE), Styles.QUIET);
    label.setText(Styles.plain(option.label()));
    Combo combo = new Combo(this, SWT.READ_ONLY);
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
   * @param current what the first offer computes, for its button
   */
  void show(String text, List<Offer> newOffers) {
    offers = newOffers;
    subject.setText(Styles.plain(text));
    for (int i = 0; i < buttons.size(); i++) {
      Button button = buttons.get(i);
      show(button, i < offers.size());
      if (i < offers.size()) {
        button.setText(Styles.plain(text(offers.get(i), offers.size() > 1 || i > 0)));
      }
    }
    layout();
  }

  private static String text(Offer offer, boolean sayWindows) {
    String windows = offer.windows() == 1 ? "1 window" : "all " + offer.windows() + " windows";
    String time = offer.estimate().map(t -> ", " + Durations.about(t)).orElse("");
    return (sayWindows ? "Run " + windows : "Run") + time;
  }

  private static void show(Button button, boolean visible) {
    if (button.getLayoutData() == null) {
      button.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
    }
    ((GridData) button.getLayoutData()).exclude = !visible;
    button.setVisible(visible);
  }
}
