package org.loupe.workbench.internal.core;

import java.util.Optional;

/**
 * Something that is read from files on a worker thread.
 *
 * @param <T> what is read
 */
public sealed interface Loading<T> {

  /** What was read, if it is there. */
  default Optional<T> value() {
    return Optional.empty();
  }

  /** Nothing is wanted. */
  record None<T>() implements Loading<T> {}

  /**
   * Being read.
   *
   * @param what in words
   */
  record Busy<T>(String what) implements Loading<T> {}

  /**
   * There.
   *
   * @param content what was read
   */
  record Ready<T>(T content) implements Loading<T> {
    @Override
    public Optional<T> value() {
      return Optional.of(content);
    }
  }

  /**
   * It could not be read.
   *
   * @param what in words
   * @param sentence for people
   */
  record Failed<T>(String what, String sentence) implements Loading<T> {}
}
