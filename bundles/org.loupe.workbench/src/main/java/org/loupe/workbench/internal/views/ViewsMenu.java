package org.loupe.workbench.internal.views;

import java.util.List;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.e4.ui.di.AboutToShow;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.descriptor.basic.MPartDescriptor;
import org.eclipse.e4.ui.model.application.ui.menu.MDirectMenuItem;
import org.eclipse.e4.ui.model.application.ui.menu.MMenuElement;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;

/** The parts in the menu View: those of the workbench, then those of methods. */
public final class ViewsMenu {

  /** Lists what can be opened at this moment. */
  @AboutToShow
  void fill(List<MMenuElement> items, MApplication application, EModelService models) {
    for (MPartDescriptor descriptor : application.getDescriptors()) {
      if (descriptor.isCloseable()) {
        MDirectMenuItem item = models.createModelElement(MDirectMenuItem.class);
        item.setElementId("loupe.item." + descriptor.getElementId());
        item.setLabel(descriptor.getLabel());
        item.setObject(new Opener(descriptor.getElementId()));
        items.add(item);
      }
    }
  }

  /**
   * Brings a part to the front.
   *
   * @param part its id
   */
  record Opener(String part) {
    @Execute
    void open(EPartService parts) {
      parts.showPart(part, PartState.ACTIVATE);
    }
  }
}
