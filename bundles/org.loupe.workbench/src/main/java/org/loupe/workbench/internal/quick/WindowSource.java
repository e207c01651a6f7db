package org.loupe.workbench.internal.quick;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.workbench.internal.core.WindowFacts;
import org.loupe.workbench.internal.core.WorkbenchCore;

/** A window of the chosen data set, by its number: {@code window 394}, or {@code 394} alone. */
final class WindowSource implements QuickSource {
  private static final String METHOD = "window";
  private static final Pattern NUMBER =
      Pattern.compile("\\s*(?:w(?:indow)?\\s*)?(\\d{1,9})\\s*", Pattern.CASE_INSENSITIVE);

  private final WorkbenchCore core;

  WindowSource(WorkbenchCore core) {
    this.core = core;
  }

  @Override
  public String kind() {
    return "Windows";
  }

  @Override
  public List<QuickEntry> entries(String query) {
    Matcher typed = NUMBER.matcher(query);
    Optional<Dataset> data = core.workspace().dataset().get().value();
    if (!typed.matches() || data.isEmpty()) {
      return List.of();
    }
    int number = Integer.parseInt(typed.group(1));
    if (number >= data.get().size()) {
      return List.of();
    }
    return List.of(
        new QuickEntry(
            "window:" + number, "window " + number, facts(number), "", () -> open(number)));
  }

  /** What is known of it: 'operation face, recording 3'. */
  private String facts(int number) {
    return core.workspace().facts().get().value().stream()
        .flatMap(facts -> facts.columns().stream().skip(1))
        .map((WindowFacts.Column column) -> column.title() + " " + column.text().apply(number))
        .collect(Collectors.joining(", "));
  }

  private void open(int number) {
    try {
      core.workspace().currentWindow().set(number);
      core.workspace().chooseWindows(String.valueOf(number));
      core.views().open(METHOD);
    } catch (BadInputException e) {
      core.notices().tell(e.getMessage());
    }
  }
}
