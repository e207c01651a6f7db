package org.loupe.workbench.internal.quick;

import java.util.List;
import java.util.Objects;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;

/** The parts that can be opened: those of methods and the workbench's own. */
final class ViewSource implements QuickSource {
  private final List<QuickEntry> entries;

  ViewSource(MApplication application, EPartService parts) {
    entries =
        application.getDescriptors().stream()
            .filter(descriptor -> descriptor.isCloseable())
            .map(
                descriptor ->
                    new QuickEntry(
                        "view:" + descriptor.getElementId(),
                        descriptor.getLabel(),
                        Objects.requireNonNullElse(descriptor.getTooltip(), ""),
                        "",
                        () -> parts.showPart(descriptor.getElementId(), PartState.ACTIVATE)))
            .toList();
  }

  @Override
  public String kind() {
    return "Views";
  }

  @Override
  public List<QuickEntry> entries(String query) {
    return entries;
  }
}
