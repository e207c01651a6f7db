package org.loupe.workbench.internal.quick;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dimension;
import org.loupe.model.ModelCard;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WorkbenchCore;

/** The channels of the first explained input: selected in all views. */
final class ChannelSource implements QuickSource {
  private final WorkbenchCore core;

  ChannelSource(WorkbenchCore core) {
    this.core = core;
  }

  @Override
  public String kind() {
    return "Channels";
  }

  @Override
  public List<QuickEntry> entries(String query) {
    Optional<ModelCard> card =
        core.workspace().project().get().value().map(OpenProject::usable).orElse(List.of()).stream()
            .map(checkpoint -> checkpoint.card())
            .findFirst();
    List<QuickEntry> entries = new ArrayList<>();
    card.filter(present -> !present.explain().isEmpty())
        .flatMap(present -> present.channelsOf(present.input(present.explain().get(0))))
        .map(ChannelSet::names)
        .ifPresent(names -> add(names, entries));
    return entries;
  }

  private void add(List<String> names, List<QuickEntry> entries) {
    for (int i = 0; i < names.size(); i++) {
      int channel = i;
      String name = names.get(i);
      entries.add(
          new QuickEntry(
              "channel:" + name,
              name,
              "Selects channel " + channel + " in all views",
              "",
              () -> core.selection().replace(Dimension.CHANNEL, channel)));
    }
  }
}
