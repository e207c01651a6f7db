package org.loupe.project.internal.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;
import org.loupe.project.Projects;
import org.loupe.project.internal.FileProjects;
import org.loupe.project.internal.FileRecipes;
import org.loupe.project.internal.recipe.RecipeFileTest;

@DisplayName("The JSON Schemas")
class SchemaTest {
  private static final Pattern KNOWN = Pattern.compile("known there are \\[([^\\]]*)\\]");

  private final ObjectMapper mapper = new ObjectMapper();
  private final Set<String> visited = new HashSet<>();

  @TempDir Path folder;

  /** Reads a file and throws if it is wrong. */
  private interface Reader {
    void read(Path file) throws BadInputException;
  }

  @Test
  @DisplayName("know the keys of a model card that its reader knows")
  void card() throws Exception {
    JsonNode schema = schema("model-card.schema.json");

    compare(schema, mapper.readTree(CardReaderTest.maximal()), file -> new CardReader().read(file));

    assertThat(visited).containsAll(definitions(schema));
  }

  @Test
  @DisplayName("know the keys of a project that its reader knows")
  void project() throws Exception {
    JsonNode schema = schema("project.schema.json");

    compare(
        schema,
        mapper.readTree(ProjectFileTest.MAXIMAL),
        file -> assertThat(ProjectFile.read(file).requireSound()).isNotNull());

    assertThat(visited).containsAll(definitions(schema));
  }

  @Test
  @DisplayName("know the keys of a recipe that its reader knows")
  void recipe() throws Exception {
    JsonNode schema = schema("recipe.schema.json");
    // What a recipe lists is judged by the schema of projects.
    JsonNode project = schema("project.schema.json").get("$defs");
    ObjectNode definitions = (ObjectNode) schema.get("$defs");
    project.fields().forEachRemaining(each -> definitions.set(each.getKey(), each.getValue()));

    compare(
        mapper.readTree(mapper.writeValueAsString(schema).replace("project.schema.json#", "#")),
        mapper.readTree(RecipeFileTest.MAXIMAL),
        file -> new FileRecipes(new FileProjects()).read(file));

    assertThat(visited).containsAll(definitions(schema));
  }

  /** Puts an unknown key into every object of an example and reads which keys are known there. */
  private void compare(JsonNode schema, JsonNode example, Reader reader) throws Exception {
    for (Map.Entry<String, JsonNode> object : objects(schema, schema, example, "").entrySet()) {
      JsonNode changed = example.deepCopy();
      ((ObjectNode) changed.at(object.getKey())).put("unknown", 1);
      Path file = folder.resolve("changed.json");
      Files.write(file, mapper.writeValueAsBytes(changed));

      Throwable error = catchThrowable(() -> reader.read(file));

      assertThat(error).as(object.getKey()).isInstanceOf(BadInputException.class);
      Matcher known = KNOWN.matcher(error.getMessage());
      assertThat(known.find()).as(error.getMessage()).isTrue();
      assertThat(new TreeSet<>(Arrays.asList(known.group(1).split(", "))))
          .as("keys at '%s'", object.getKey())
          .isEqualTo(names(object.getValue().get("properties")));
    }
  }

  /** Objects of the example whose keys the schema fixes, by pointer, with their schema. */
  private Map<String, JsonNode> objects(
      JsonNode root, JsonNode schema, JsonNode value, String pointer) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    JsonNode resolved = schema;
    if (schema.has("$ref")) {
      String reference = schema.get("$ref").textValue();
      visited.add(reference.substring(reference.lastIndexOf('/') + 1));
      resolved = root.at(reference.substring(1));
    }
    JsonNode properties = resolved.get("properties");
    if (value.isObject() && properties != null) {
      found.put(pointer, resolved);
    }
    List<String> names = new ArrayList<>();
    value.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode next =
          properties != null ? properties.path(name) : resolved.path("additionalProperties");
      found.putAll(objects(root, next, value.get(name), pointer + "/" + name));
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      found.putAll(objects(root, resolved.path("items"), value.get(i), pointer + "/" + i));
    }
    return found;
  }

  private static Set<String> definitions(JsonNode schema) {
    return names(schema.get("$defs"));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode schema(String name) throws Exception {
    try (InputStream in = Projects.class.getResourceAsStream(name)) {
      return mapper.readTree(in);
    }
  }
}
