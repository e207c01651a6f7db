package org.loupe.checkpoint.internal.pickle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a kind of pickle may hold besides: told of every step, each may refuse. */
public interface PickleRules {
  /** Refuses nothing more than the reader itself. */
  PickleRules PLAIN = new PickleRules() {};

  /** Before an operation is done. */
  default void operation(int operation) throws PickleException {}

  /** Before a value is kept under a key, to be referred to. */
  default void remember(long key, @Nullable Object value) throws PickleException {}

  /** Before something is called as a function. */
  default void call(@Nullable Object function, List<?> arguments) throws PickleException {}

  /** Whether a class may be called with a bare value, as enumerations are for a member. */
  default boolean isMember(Global type, @Nullable Object value) {
    return true;
  }

  /** Before an object of a class is made. */
  default void make(@Nullable Object type, List<?> arguments) throws PickleException {}

  /** Before a value is given its state. */
  default void build(@Nullable Object value) throws PickleException {}

  /** After a storage was named. */
  default void storage(Storage storage) throws PickleException {}

  /** After a tensor was made. */
  default void tensor(PickledTensor tensor) throws PickleException {}

  /** At the end of a pickle, with the number of values that are left over. */
  default void end(int left) throws PickleException {}
}
