package org.loupe.analysis;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Display choices of a view, kept with the workbench's layout.
 *
 * @param choices by option name; what is missing has its default
 */
public record ViewState(Map<String, String> choices) {
  /** Every option has its default. */
  public static final ViewState DEFAULT = new ViewState(Map.of());

  /** Copies the choices. */
  public ViewState {
    choices = Map.copyOf(choices);
  }

  /** The choice of an option: its default where nothing valid was chosen. */
  public String choice(DisplayOption option) {
    String choice = choices.get(option.name());
    return choice != null && option.choices().contains(choice) ? choice : option.choices().get(0);
  }

  /** The same state with one choice changed. */
  public ViewState with(DisplayOption option, String choice) {
    Map<String, String> changed = new LinkedHashMap<>(choices);
    changed.put(option.name(), choice);
    return new ViewState(changed);
  }
}
