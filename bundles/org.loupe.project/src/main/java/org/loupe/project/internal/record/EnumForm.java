package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/**
 * One of an enumeration's constants, by its name.
 *
 * @param constants of the enumeration
 */
record EnumForm(List<Enum<?>> constants) implements Form {
  static EnumForm of(Class<?> type) {
    return new EnumForm(
        Arrays.stream(type.getEnumConstants()).<Enum<?>>map(each -> (Enum<?>) each).toList());
  }

  private List<String> names() {
    return constants.stream().<String>map(Enum::name).toList();
  }

  @Override
  public JsonNode write(Object value, NumbersOut numbers) {
    return new TextNode(((Enum<?>) value).name());
  }

  @Override
  public Object read(JsonPlace place, NumbersIn numbers) throws BadInputException {
    List<String> names = names();
    return constants.get(names.indexOf(place.oneOf(names)));
  }
}
