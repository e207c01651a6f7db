package org.loupe.project.internal.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** What several parts of a card have: axes and references to arrays. */
final class Dimensions {
  private static final List<String> NAMES =
      List.of("window", "time", "channel", "token", "class", "value", "unit");

  private Dimensions() {}

  /** Axes, the window first, none twice. */
  static List<Dimension> axes(JsonPlace place) throws BadInputException {
    List<Dimension> axes = new ArrayList<>();
    for (JsonPlace item : place.items()) {
      axes.add(Dimension.ofKey(item.oneOf(NAMES)));
    }
    place.names();
    if (axes.isEmpty() || axes.get(0) != Dimension.WINDOW) {
      throw place.problem("must begin with \"window\"");
    }
    return axes;
  }

  /** An object with {@code array} and {@code slice} only. */
  static ArrayReference array(JsonPlace place) throws BadInputException {
    JsonObject object = place.object();
    ArrayReference array = array(object);
    object.done();
    return array;
  }

  /** The keys {@code array} and {@code slice} of an object that has others, too. */
  static ArrayReference array(JsonObject object) throws BadInputException {
    String name = object.required("array").text();
    Optional<JsonPlace> slice = object.optional("slice");
    if (slice.isEmpty()) {
      return ArrayReference.whole(name);
    }
    List<JsonPlace> ends = slice.get().items();
    if (ends.size() != 2) {
      throw slice.get().problem("has " + ends.size() + " elements, expected [from, to]");
    }
    return new ArrayReference(name, end(ends.get(0)), end(ends.get(1)));
  }

  private static @Nullable Integer end(JsonPlace place) throws BadInputException {
    return place.node().isNull() ? null : place.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
