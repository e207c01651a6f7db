package org.loupe.workbench.internal.analysis;

import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.ViewState;
import org.loupe.workbench.internal.widgets.Combos;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** One display choice above the figures; what it may be depends on what is shown. */
final class DisplayChoice extends Composite {
  private final Combo combo;

  /** What the method itself names; what a result names stands as it is there. */
  private final List<String> own;

  private DisplayOption option;

  DisplayChoice(
      Composite parent,
      DisplayOption first,
      ViewState state,
      BiConsumer<DisplayOption, String> onChoice) {
    super(parent, SWT.NONE);
    option = first;
    own = first.choices();
    Styles.style(this, Styles.BAR);
    GridLayout layout = new GridLayout(2, false);
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    setLayout(layout);
    Label label = Styles.style(new Label(this, SWT.NONE), Styles.QUIET);
    label.setText(Styles.plain(option.label()));
    combo = Combos.make(this, SWT.READ_ONLY);
    Ids.mark(combo, "analysis.option." + option.name(), option.label());
    combo.addListener(
        SWT.Selection,
        event -> onChoice.accept(option, option.choices().get(combo.getSelectionIndex())));
    show(option, state);
  }

  String option() {
    return option.name();
  }

  /** Offers these choices; the list stays as it is, even while it is open, if nothing differs. */
  void show(DisplayOption now, ViewState state) {
    option = now;
    String[] items = now.choices().stream().map(this::words).toArray(String[]::new);
    if (!List.of(combo.getItems()).equals(List.of(items))) {
      combo.setItems(items);
    }
    int chosen = now.choices().indexOf(state.choice(now));
    if (combo.getSelectionIndex() != chosen) {
      combo.select(chosen);
    }
  }

  private String words(String choice) {
    return own.contains(choice) ? choice.replace('_', ' ') : choice;
  }
}
