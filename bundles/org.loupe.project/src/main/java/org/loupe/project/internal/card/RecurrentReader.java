package org.loupe.project.internal.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.CellStep;
import org.loupe.model.TensorSource;
import org.loupe.model.Wiring;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** Reads {@code hidden}, {@code states}, {@code layers}, {@code step} and {@code wiring}. */
final class RecurrentReader {
  private static final List<String> NEURONS = List.of("sensory", "inter", "command", "motor");

  @Nullable TensorSource source(Optional<JsonPlace> place) throws BadInputException {
    if (place.isEmpty()) {
      return null;
    }
    JsonObject object = place.get().object();
    Optional<JsonPlace> output = object.optional("output");
    Optional<JsonPlace> method = object.optional("method");
    Optional<JsonPlace> probe = object.optional("probe");
    Optional<JsonPlace> axes = object.optional("axes");
    object.done();
    long given = Stream.of(output, method, probe).filter(Optional::isPresent).count();
    if (given != 1) {
      throw place
          .get()
          .problem(
              "must have exactly one of \"output\", \"method\" and \"probe\", it has " + given);
    }
    return new TensorSource(
        text(output),
        text(method),
        text(probe),
        axes.isPresent() ? Dimensions.axes(axes.get()) : List.of());
  }

  private static @Nullable String text(Optional<JsonPlace> place) throws BadInputException {
    return place.isPresent() ? place.get().text() : null;
  }

  @Nullable CellStep step(Optional<JsonPlace> place) throws BadInputException {
    if (place.isEmpty()) {
      return null;
    }
    JsonObject object = place.get().object();
    String method = object.required("method").text();
    JsonPlace arguments = object.required("arguments");
    List<String> names = arguments.names();
    if (!names.contains("state")) {
      throw arguments.problem("must name \"state\", which a step takes and gives");
    }
    Optional<JsonPlace> initial = object.optional("initial");
    object.done();
    return new CellStep(
        method, names, initial.isPresent() ? initial.get().oneOf(List.of("zeros")) : "zeros");
  }

  @Nullable Wiring wiring(Optional<JsonPlace> place) throws BadInputException {
    if (place.isEmpty()) {
      return null;
    }
    JsonObject object = place.get().object();
    List<String> types = new ArrayList<>();
    for (JsonPlace type : object.required("neuronTypes").items()) {
      types.add(type.oneOf(NEURONS));
    }
    Optional<JsonPlace> adjacency = object.optional("adjacency");
    object.done();
    return new Wiring(types, adjacency.isPresent() ? matrix(adjacency.get()) : List.of());
  }

  private static List<List<Integer>> matrix(JsonPlace place) throws BadInputException {
    List<List<Integer>> rows = new ArrayList<>();
    for (JsonPlace row : place.items()) {
      List<Integer> signs = new ArrayList<>();
      for (JsonPlace sign : row.items()) {
        signs.add(sign.integer(-1, 1));
      }
      if (!rows.isEmpty() && rows.get(0).size() != signs.size()) {
        throw row.problem(
            "has " + signs.size() + " entries, the first row has " + rows.get(0).size());
      }
      rows.add(List.copyOf(signs));
    }
    return rows;
  }
}
