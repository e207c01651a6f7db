package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/** How values of one type are written, and how they are read back. */
interface Form {

  /** A value as JSON; its long arrays go to the numbers. */
  JsonNode write(Object value, NumbersOut numbers);

  /**
   * The value at a place.
   *
   * @throws BadInputException if it is none of this type, naming the place
   */
  Object read(JsonPlace place, NumbersIn numbers) throws BadInputException;

  /**
   * A value that may be null. Which components may be is not known while the program runs: the
   * annotations are not there any more. What a record says of itself is left to its constructor.
   */
  default JsonNode writeNullable(@Nullable Object value, NumbersOut numbers) {
    return value == null ? NullNode.instance : write(value, numbers);
  }

  /** The value at a place, which may be null. */
  default @Nullable Object readNullable(JsonPlace place, NumbersIn numbers)
      throws BadInputException {
    return place.node().isNull() ? null : read(place, numbers);
  }
}
