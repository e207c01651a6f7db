package org.loupe.workbench.internal.theme;

import java.util.List;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.di.AboutToShow;
import org.eclipse.e4.ui.model.application.ui.menu.ItemType;
import org.eclipse.e4.ui.model.application.ui.menu.MDirectMenuItem;
import org.eclipse.e4.ui.model.application.ui.menu.MMenuElement;
import org.eclipse.e4.ui.workbench.modeling.EModelService;

/** The menu View &gt; Theme. */
public final class ThemeMenu {

  /** Lists the themes. */
  @AboutToShow
  void fill(List<MMenuElement> items, EModelService model, Themes themes) {
    for (WindowTheme theme : WindowTheme.values()) {
      MDirectMenuItem item = model.createModelElement(MDirectMenuItem.class);
      item.setElementId("loupe.item.theme." + theme.label());
      item.setLabel(theme.label());
      item.setType(ItemType.RADIO);
      item.setSelected(!themes.isSystem() && themes.current().get() == theme);
      item.setObject(new Switch(theme));
      items.add(item);
    }
  }

  /**
   * Shows a theme.
   *
   * @param theme to show
   */
  record Switch(WindowTheme theme) {
    @Execute
    void run(Themes themes, MDirectMenuItem item) {
      // The item that was left is told too.
      if (item.isSelected()) {
        themes.show(theme);
      }
    }
  }
}
