package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Array;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/**
 * An array of arrays of numbers, one per window perhaps: many that are equally long are kept behind
 * each other and take no more of the JSON, and of the memory while it is made, than one array.
 *
 * @param kind of the inner arrays
 * @param rows of any others
 */
record NumberRowsForm(NumberKind kind, ObjectArrayForm rows) implements Form {
  /** Fewer are as short one by one. */
  private static final int FEW = 4;

  @Override
  public JsonNode write(Object value, NumbersOut numbers) {
    Object[] array = (Object[]) value;
    return isEven(array) ? numbers.referRows(kind, array) : rows.write(value, numbers);
  }

  private static boolean isEven(Object[] array) {
    if (array.length < FEW || array[0] == null) {
      return false;
    }
    int length = Array.getLength(array[0]);
    for (Object row : array) {
      if (row == null || Array.getLength(row) != length) {
        return false;
      }
    }
    return length > 0;
  }

  @Override
  public Object read(JsonPlace place, NumbersIn numbers) throws BadInputException {
    return place.node().isArray() ? rows.read(place, numbers) : numbers.readRows(kind, place);
  }
}
