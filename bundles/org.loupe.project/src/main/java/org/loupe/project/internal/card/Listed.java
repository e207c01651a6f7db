package org.loupe.project.internal.card;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;

/**
 * Something that a file lists: what it says, or why that cannot be used. A wrong entry keeps its
 * place, so that the others keep theirs.
 *
 * @param name unique among what is listed
 * @param entry null if it cannot be used
 * @param problem a sentence with the place; null if nothing is wrong
 */
public record Listed<E>(String name, @Nullable E entry, @Nullable String problem) {

  static <E> Listed<E> of(E entry, Function<E, String> name) {
    return new Listed<>(name.apply(entry), entry, null);
  }

  /**
   * What the file says.
   *
   * @throws BadInputException if that cannot be used
   */
  public E require() throws BadInputException {
    if (entry == null) {
      throw new BadInputException(String.valueOf(problem));
    }
    return entry;
  }
}
