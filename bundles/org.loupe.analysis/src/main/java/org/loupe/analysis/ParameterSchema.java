package org.loupe.analysis;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;

/**
 * Reads and writes parameter records as text, by the names of their {@link Parameter} annotations.
 * The command line, the form, project files and the provenance all go through here, so that a
 * parameter has one name and one spelling everywhere. Thread-safe; keeps nothing.
 */
public final class ParameterSchema {
  private ParameterSchema() {}

  /**
   * The parameters of a record in the order of its components; components that are records are
   * taken apart into theirs.
   *
   * @throws IllegalArgumentException if a component lacks its annotation, has a type that cannot be
   *     written, or a condition is about no other parameter: a mistake in the method's source
   */
  public static List<ParameterField> fields(Class<? extends Record> type) {
    List<ParameterField> fields = new ArrayList<>();
    collect(type, fields);
    fields.forEach(field -> requireKnown(field, fields));
    return List.copyOf(fields);
  }

  /** The values of a parameter record by name, as text, in the order of its components. */
  public static Map<String, String> toMap(Record parameters) {
    Map<String, String> map = new LinkedHashMap<>();
    write(parameters, map);
    return map;
  }

  /**
   * Changes some parameters.
   *
   * @param type the record's class
   * @param changes by name, as text
   * @param defaults the values of all other parameters
   * @return checked against the bounds of the annotations
   * @throws BadInputException if there is no parameter of a name, or a value is none of its kind or
   *     out of its bounds; the sentence says what would be right
   */
  public static <P extends Record> P fromMap(Class<P> type, Map<String, String> changes, P defaults)
      throws BadInputException {
    check(type, changes);
    return read(type, changes, defaults);
  }

  /**
   * Checks what can be checked before there is a subject: names, kinds, bounds and constants.
   *
   * @throws BadInputException as {@link #fromMap} has it
   */
  public static void check(Class<? extends Record> type, Map<String, String> changes)
      throws BadInputException {
    Map<String, ParameterField> known = new LinkedHashMap<>();
    fields(type).forEach(field -> known.put(field.name(), field));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      ParameterField field = known.get(change.getKey());
      if (field == null) {
        throw new BadInputException(
            "There is no parameter '"
                + change.getKey()
                + "'; there are "
                + String.join(", ", known.keySet())
                + ".");
      }
      ParameterText.parse(field, change.getValue());
    }
  }

  private static void requireKnown(ParameterField field, List<ParameterField> fields) {
    for (String condition : field.when()) {
      String other = ParameterField.parameter(condition);
      if (fields.stream().noneMatch(each -> each.name().equals(other) && each != field)) {
        throw new IllegalArgumentException(
            "parameter '"
                + field.name()
                + "' has the condition '"
                + condition
                + "' on no other one");
      }
    }
  }

  private static void collect(Class<?> type, List<ParameterField> fields) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType().isRecord()) {
        collect(component.getType(), fields);
      } else {
        fields.add(field(component));
      }
    }
  }

  private static void write(Record parameters, Map<String, String> map) {
    for (RecordComponent component : parameters.getClass().getRecordComponents()) {
      Object value = value(component, parameters);
      if (value instanceof Record nested) {
        write(nested, map);
      } else {
        map.put(field(component).name(), ParameterField.text(value));
      }
    }
  }

  private static <P extends Record> P read(Class<P> type, Map<String, String> changes, P defaults)
      throws BadInputException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Object value = value(components[i], defaults);
      if (value instanceof Record nested) {
        values[i] = readNested(nested, changes);
      } else {
        ParameterField field = field(components[i]);
        @Nullable String text = changes.get(field.name());
        values[i] = text == null ? value : ParameterText.parse(field, text);
      }
    }
    return create(type, components, values);
  }

  private static <N extends Record> N readNested(N nested, Map<String, String> changes)
      throws BadInputException {
    @SuppressWarnings("unchecked") // records are final: the class of a value is its type
    Class<N> type = (Class<N>) nested.getClass();
    return read(type, changes, nested);
  }

  private static ParameterField field(RecordComponent component) {
    Parameter parameter = component.getAnnotation(Parameter.class);
    if (parameter == null || !ParameterText.isSupported(component.getType())) {
      throw new IllegalArgumentException(
          "component '"
              + component.getName()
              + "' of "
              + component.getDeclaringRecord().getName()
              + " has no @Parameter, or its type cannot be written as text");
    }
    return new ParameterField(
        parameter.name().isEmpty() ? snakeCase(component.getName()) : parameter.name(),
        parameter.label(),
        parameter.help(),
        component.getType(),
        parameter.min(),
        parameter.max(),
        parameter.choices(),
        List.of(parameter.when()));
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static Object value(RecordComponent component, Record parameters) {
    try {
      // Parameter records live in packages that their bundle does not export.
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(parameters);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static <P> P create(Class<P> type, RecordComponent[] components, Object[] values)
      throws BadInputException {
    try {
      Constructor<P> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new BadInputException(
            "These parameters do not go together: " + refused.getMessage() + ".", refused);
      }
      throw new IllegalStateException("cannot make " + type.getName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type.getName(), e);
    }
  }
}
