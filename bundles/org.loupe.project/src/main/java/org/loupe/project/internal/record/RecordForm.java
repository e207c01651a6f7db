package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/** A record, as an object with one key per component; made by its canonical constructor. */
final class RecordForm implements Form {
  private final Constructor<?> constructor;
  private final List<Component> components = new ArrayList<>();

  /** A component, its accessor and the form of its values. */
  private record Component(String name, Method accessor, Form form) {}

  /**
   * Of a record class, whose components are yet to be {@linkplain #add added}: a record may be made
   * of records of its own kind.
   */
  RecordForm(Class<?> type) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
  }

  void add(RecordComponent component, Form form) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    components.add(new Component(component.getName(), accessor, form));
  }

  @Override
  public JsonNode write(Object value, NumbersOut numbers) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (Component component : components) {
      node.set(component.name(), component.form().writeNullable(get(component, value), numbers));
    }
    return node;
  }

  private static Object get(Component component, Object value) {
    try {
      return component.accessor().invoke(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("it was made accessible", e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("a record does not give '" + component.name() + "'", e);
    }
  }

  @Override
  public Object read(JsonPlace place, NumbersIn numbers) throws BadInputException {
    Map<String, JsonPlace> entries = place.object().entries();
    Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      Component component = components.get(i);
      JsonPlace at = entries.remove(component.name());
      if (at == null) {
        throw place.problem("lacks the key '" + component.name() + "'");
      }
      values[i] = component.form().readNullable(at, numbers);
    }
    if (!entries.isEmpty()) {
      throw place.problem("has the unknown keys " + entries.keySet());
    }
    return make(place, values);
  }

  private Object make(JsonPlace place, Object[] values) throws BadInputException {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new BadInputException(
          place
              .problem(
                  "is no "
                      + constructor.getDeclaringClass().getSimpleName()
                      + ": "
                      + e.getCause().getMessage())
              .getMessage(),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record can be made", e);
    }
  }
}
