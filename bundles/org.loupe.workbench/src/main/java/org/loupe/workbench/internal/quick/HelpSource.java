package org.loupe.workbench.internal.quick;

import java.util.List;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.loupe.workbench.internal.help.HelpBook;

/** Help pages. */
final class HelpSource implements QuickSource {
  private final HelpBook book;
  private final EPartService parts;

  HelpSource(HelpBook book, EPartService parts) {
    this.book = book;
    this.parts = parts;
  }

  @Override
  public String kind() {
    return "Help";
  }

  @Override
  public List<QuickEntry> entries(String query) {
    return book.topics().stream()
        .map(
            topic ->
                new QuickEntry(
                    "help:" + topic.id(),
                    topic.title(),
                    topic.about(),
                    "",
                    () -> book.show(topic.id(), parts)))
        .toList();
  }
}
