package org.loupe.project.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.loupe.model.BadInputException;

/** Reads JSON files of bounded size and depth, in which no key stands twice. */
public final class JsonFile {
  /** The most bytes of a file. */
  public static final long LARGEST = 64L << 20;

  private static final int DEEPEST = 64;

  private final ObjectMapper mapper;

  /** A reader. Thread-safe. */
  public JsonFile() {
    mapper =
        JsonMapper.builder(
                com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  /**
   * Reads a file.
   *
   * @param kind what it should be, in messages: 'model card'
   * @throws BadInputException if there is none, or it is no JSON
   */
  public JsonPlace read(Path file, String kind) throws BadInputException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("There is no " + kind + " " + file + "; check the path.");
    }
    try {
      long size = Files.size(file);
      if (size > LARGEST) {
        throw new BadInputException(
            file + " has " + size + " bytes, which is too much for a " + kind + ".");
      }
      return parse(Files.readAllBytes(file), file.toString(), kind);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads bytes.
   *
   * @param origin where they come from, for messages
   * @param kind what they should be, in messages: 'model card'
   * @throws BadInputException if they are no JSON
   */
  public JsonPlace parse(byte[] bytes, String origin, String kind) throws BadInputException {
    try {
      JsonNode root = mapper.readTree(bytes);
      if (root.isMissingNode()) {
        throw new BadInputException(origin + " is empty; a " + kind + " was expected.");
      }
      String name = origin.substring(origin.lastIndexOf('/') + 1);
      return new JsonPlace(name, "", root, new LinkedHashMap<>());
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          origin + " is no " + kind + ": it is no JSON" + place(e) + " (" + reason(e) + ").", e);
    } catch (IOException e) {
      throw new BadInputException(origin + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null || location.getLineNr() < 1
        ? ""
        : " in line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /** Without the parser's own names, which tell nothing to people who write files. */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage()
        .replaceFirst(", from `[^`]*`", "")
        .replaceFirst("start marker at \\[Source: .*\\]", "start")
        .replaceFirst(" \\(for Object starting at .*\\)$", "");
  }
}
