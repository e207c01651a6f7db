package org.loupe.checkpoint.internal.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.guard.ClassShape.FunctionShape;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.pickle.PickledTuple;

/**
 * Checks that pickled values are what the code declares them to be, wherever libtorch does not look
 * itself. Found by trying with libtorch 1.13:
 *
 * <ul>
 *   <li>It fills an object's slots with whatever the pickle has. It takes a tuple apart without
 *       counting its elements, and so takes values off its stack that are not there, and reads an
 *       object's slots by the numbers that the declared class gives them, beyond the end of what a
 *       smaller class has: both are checked here, also below lists, dictionaries and tuples.
 *   <li>It believes a list's or dictionary's type tag when it looks at types, and lets values be
 *       appended by the type that the code knows: so tags must agree with the declared types and
 *       with what is held, and no list may be known under two types.
 *   <li>A number, text or tensor in the place of another, an attribute that is missing or that the
 *       class does not declare, a value that is no tuple, object or member of an enumeration where
 *       one is needed: all that it refuses itself as soon as it is used, so it passes here.
 *   <li>Code that sets attributes to other types, annotates wrongly, or defines enumerations of
 *       mixed or computed members is refused by its compiler.
 * </ul>
 */
final class PickledTypes {
  private static final long MOST_STEPS = 50_000_000;

  private record Work(@Nullable Object value, TypeName type) {}

  private final Types types;
  private final Map<Object, TypeName> tags;
  private final Map<Object, TypeName> known = new IdentityHashMap<>();
  private final Map<PickledTuple, List<TypeName>> tuples = new IdentityHashMap<>();
  private final Deque<Work> work = new ArrayDeque<>();
  private long steps;

  /**
   * For one pickle.
   *
   * @param tags that it gives to lists and dictionaries
   */
  PickledTypes(Types types, Map<Object, TypeName> tags) {
    this.types = types;
    this.tags = tags;
  }

  /**
   * Checks a pickle.
   *
   * @param root its value
   * @param objects all that it makes, also those that the root does not hold
   */
  void check(@Nullable Object root, Collection<PickledObject> objects) throws PickleException {
    for (PickledObject object : objects) {
      ClassShape shape = types.type(object.className());
      if (shape != null) {
        addState(object, shape);
      }
    }
    for (Object tagged : tags.keySet()) {
      add(tagged, TypeName.ANY);
    }
    add(root, TypeName.ANY);
    while (!work.isEmpty()) {
      Work next = work.pop();
      steps += 1 + next.type().arguments().size();
      if (steps > MOST_STEPS) {
        throw new PickleException("values of too many types");
      }
      check(next.value(), next.type());
    }
  }

  private void addState(PickledObject object, ClassShape shape) {
    FunctionShape restore = shape.methods().get("__setstate__");
    if (restore != null && shape.restoresItself()) {
      add(
          object.state(),
          restore.parameters().isEmpty() ? TypeName.ANY : restore.parameters().get(0));
    } else if (object.state() instanceof Map<?, ?> state) {
      shape.attributes().forEach((name, type) -> add(state.get(name), type));
    }
  }

  private void add(@Nullable Object value, TypeName type) {
    if (value instanceof List || value instanceof Map || value instanceof PickledObject) {
      work.push(new Work(value, type));
    }
  }

  private void check(@Nullable Object value, TypeName type) throws PickleException {
    if (value instanceof PickledTuple tuple) {
      tuple(tuple, type);
    } else if (value instanceof List<?> list) {
      container(list, "List", type);
    } else if (value instanceof Map<?, ?> map) {
      container(map, "Dict", type);
    } else if (value instanceof PickledObject object) {
      object(object, type);
    }
  }

  /** A tuple where none is declared is refused by libtorch, one of other elements is not. */
  private void tuple(PickledTuple tuple, TypeName type) throws PickleException {
    List<TypeName> seen = tuples.computeIfAbsent(tuple, any -> new ArrayList<>());
    if (seen.contains(type)) {
      return;
    }
    seen.add(type);
    List<TypeName> declared = new ArrayList<>();
    for (TypeName alternative : type.alternatives()) {
      TypeName plain = types.tuple(alternative);
      if (plain.is("Tuple")) {
        declared.add(plain);
      }
    }
    List<TypeName> fitting =
        declared.stream().filter(one -> one.arguments().size() == tuple.size()).toList();
    if (fitting.isEmpty() && !declared.isEmpty()) {
      throw new PickleException(
          "a tuple of " + tuple.size() + " elements where its code declares " + type);
    }
    for (int i = 0; i < tuple.size(); i++) {
      // where a union offers several, none of them is sure
      add(
          tuple.get(i),
          fitting.size() == 1 ? fitting.get(0).arguments().get(i) : union(fitting, i));
    }
  }

  private static TypeName union(List<TypeName> tuples, int index) {
    return tuples.isEmpty()
        ? TypeName.ANY
        : new TypeName(
            "Union", tuples.stream().map(tuple -> tuple.arguments().get(index)).toList());
  }

  private void container(Object value, String kind, TypeName type) throws PickleException {
    TypeName tag = tags.get(value);
    TypeName before = known.get(value);
    List<TypeName> declared =
        type.alternatives().stream().filter(alternative -> alternative.is(kind)).toList();
    TypeName wanted;
    if (tag != null && (declared.isEmpty() || declared.contains(tag))) {
      wanted = tag;
    } else if (tag == null && declared.size() == 1) {
      wanted = declared.get(0);
    } else if (tag == null && declared.isEmpty()) {
      wanted = before == null ? untyped(kind) : before;
    } else {
      throw new PickleException(
          "a " + kind + " of type " + tag + " where its code declares " + type);
    }
    if (before != null) {
      if (!before.equals(wanted)) {
        throw new PickleException("a " + kind + " of type " + before + " and also " + wanted);
      }
      return;
    }
    known.put(value, wanted);
    if (value instanceof List<?> list) {
      list.forEach(element -> add(element, wanted.arguments().get(0)));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, element) -> {
            add(key, wanted.arguments().get(0));
            add(element, wanted.arguments().get(1));
          });
    }
  }

  private static TypeName untyped(String kind) {
    return kind.equals("List")
        ? TypeName.list(TypeName.ANY)
        : new TypeName(kind, List.of(TypeName.ANY, TypeName.ANY));
  }

  /** An object where none is declared is refused by libtorch, one of another class is not. */
  private void object(PickledObject object, TypeName type) throws PickleException {
    ClassShape shape = types.type(object.className());
    if (shape == null || shape.isEnum()) {
      return;
    }
    List<TypeName> declared = type.alternatives().stream().filter(TypeName::isClass).toList();
    TypeName own = TypeName.plain(object.className());
    if (!declared.isEmpty()
        && declared.stream().noneMatch(wanted -> types.isAssignable(own, wanted))) {
      throw new PickleException(
          "an object of " + object.className() + " where its code declares " + type);
    }
  }
}
