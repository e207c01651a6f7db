package org.loupe.project.internal.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** Reads {@code stateDict}. */
final class StateDictReader {
  private StateDictReader() {}

  static @Nullable StateDictRules rules(Optional<JsonPlace> place) throws BadInputException {
    if (place.isEmpty()) {
      return null;
    }
    JsonObject object = place.get().object();
    Optional<JsonPlace> sections = object.optional("sections");
    List<StateDictRules.Rename> renames = renames(object.optional("rename"));
    List<String> ignored = new ArrayList<>();
    Optional<JsonPlace> ignore = object.optional("ignore");
    if (ignore.isPresent()) {
      for (JsonPlace item : ignore.get().items()) {
        ignored.add(expression(item));
      }
    }
    object.done();
    return new StateDictRules(
        sections.isPresent() ? sections.get().names() : List.of(), renames, ignored);
  }

  private static List<StateDictRules.Rename> renames(Optional<JsonPlace> place)
      throws BadInputException {
    List<StateDictRules.Rename> renames = new ArrayList<>();
    if (place.isPresent()) {
      for (JsonPlace item : place.get().items()) {
        List<JsonPlace> pair = item.items();
        if (pair.size() != 2) {
          throw item.problem("has " + pair.size() + " elements, expected [regex, replacement]");
        }
        renames.add(new StateDictRules.Rename(expression(pair.get(0)), pair.get(1).text()));
      }
    }
    return renames;
  }

  private static String expression(JsonPlace place) throws BadInputException {
    try {
      return Pattern.compile(place.text()).pattern();
    } catch (PatternSyntaxException e) {
      throw place.problem("is no regular expression: " + e.getDescription());
    }
  }
}
