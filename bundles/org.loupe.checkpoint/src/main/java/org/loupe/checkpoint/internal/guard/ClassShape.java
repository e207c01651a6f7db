package org.loupe.checkpoint.internal.guard;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a class declares.
 *
 * @param base what it derives from, or empty
 * @param attributes types by name, in the order of their slots; constants are none
 * @param methods by name
 * @param members values of an enumeration: Long, Double or String
 */
record ClassShape(
    String base,
    Map<String, TypeName> attributes,
    Map<String, FunctionShape> methods,
    Set<Object> members) {

  /**
   * A function's or method's types.
   *
   * @param parameters in order, without a method's object
   * @param returns what it returns
   */
  record FunctionShape(List<TypeName> parameters, TypeName returns) {}

  boolean isInterface() {
    return base.equals("Interface") || base.equals("ModuleInterface");
  }

  boolean isNamedTuple() {
    return base.equals("NamedTuple");
  }

  boolean isEnum() {
    return base.equals("Enum");
  }

  /** Whether libtorch makes objects by a method of the class instead of filling its slots. */
  boolean restoresItself() {
    return methods.containsKey("__getstate__") && methods.containsKey("__setstate__");
  }
}
