package org.loupe.project.internal.record;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.loupe.project.internal.data.Sha256;

/**
 * Finds the forms of a record's parts by their declared types, never by what a file says. Made anew
 * for every record class that is written or read: nothing of it outlives the bundle that the class
 * is of.
 */
final class Forms {
  private static final int DIGITS = 16;

  private final Map<Type, Form> found = new HashMap<>();
  private final Map<String, String> shapes = new TreeMap<>();

  /**
   * The form of a type.
   *
   * @throws UnstorableException if it, or a part of it, has none
   */
  Form of(Type type) {
    Form known = found.get(type);
    if (known != null) {
      return known;
    }
    Form form;
    if (type instanceof Class<?> plain) {
      form = plain(plain);
    } else if (type instanceof ParameterizedType generic) {
      form = generic(generic);
    } else if (type instanceof GenericArrayType array) {
      form = objects(array.getGenericComponentType());
    } else if (type instanceof WildcardType wildcard) {
      form = of(wildcard.getUpperBounds()[0]);
    } else {
      throw unstorable(type);
    }
    found.put(type, form);
    return form;
  }

  /**
   * Depends on the names and types of all components that were found, on the constants of
   * enumerations and on what sealed interfaces permit: a file that was written of others is none of
   * these classes any more.
   */
  String fingerprint() {
    return Sha256.ofText(shapes.toString()).substring(0, DIGITS);
  }

  private Form plain(Class<?> type) {
    Form leaf = Leaf.ALL.get(type);
    if (leaf != null) {
      return leaf;
    } else if (type == Object.class) {
      return new CellForm();
    } else if (type.isArray()) {
      Class<?> element = type.getComponentType();
      return element.isPrimitive() ? numbers(element) : objects(element);
    } else if (type.isEnum()) {
      shapes.put(type.getName(), Arrays.toString(type.getEnumConstants()));
      return EnumForm.of(type);
    } else if (type.isRecord()) {
      return record(type);
    } else if (type.isInterface() && type.isSealed()) {
      return sealed(type);
    }
    throw unstorable(type);
  }

  private Form numbers(Class<?> element) {
    NumberKind kind = NumberKind.of(element).orElseThrow(() -> unstorable(element.arrayType()));
    return new NumberArrayForm(kind, of(element));
  }

  private Form objects(Type element) {
    ObjectArrayForm form = new ObjectArrayForm(raw(element), of(element));
    return form.element() instanceof NumberArrayForm numbers
        ? new NumberRowsForm(numbers.kind(), form)
        : form;
  }

  private static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    } else if (type instanceof ParameterizedType generic) {
      return raw(generic.getRawType());
    } else if (type instanceof GenericArrayType array) {
      return raw(array.getGenericComponentType()).arrayType();
    }
    throw unstorable(type);
  }

  private Form generic(ParameterizedType type) {
    List<Form> arguments = Arrays.stream(type.getActualTypeArguments()).map(this::of).toList();
    Class<?> raw = raw(type);
    if (raw == List.class || raw == Set.class) {
      return new CollectionForm(arguments.get(0), raw == Set.class);
    } else if (raw == Map.class) {
      return new MapForm(arguments.get(0), arguments.get(1));
    } else if (raw == Optional.class) {
      return new OptionalForm(arguments.get(0));
    }
    throw unstorable(type);
  }

  private Form record(Class<?> type) {
    RecordForm form = new RecordForm(type);
    found.put(type, form);
    RecordComponent[] components = type.getRecordComponents();
    shapes.put(
        type.getName(),
        Arrays.stream(components)
            .map(each -> each.getName() + " " + each.getGenericType().getTypeName())
            .collect(Collectors.joining(",", "(", ")")));
    for (RecordComponent component : components) {
      form.add(component, of(component.getGenericType()));
    }
    return form;
  }

  private Form sealed(Class<?> type) {
    Map<String, Form> permitted = new LinkedHashMap<>();
    SealedForm form = new SealedForm(permitted);
    found.put(type, form);
    for (Class<?> each : type.getPermittedSubclasses()) {
      if (!each.isRecord() || permitted.put(each.getSimpleName(), of(each)) != null) {
        throw unstorable(type);
      }
    }
    shapes.put(type.getName(), permitted.keySet().toString());
    return form;
  }

  private static UnstorableException unstorable(Type type) {
    return new UnstorableException(
        type.getTypeName()
            + " is none of what is stored: records, their arrays, List, Set, Map, Optional,"
            + " enumerations, sealed interfaces of records, numbers, texts and durations");
  }
}
