package org.loupe.project.internal.json;

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
  private static final long LARGEST = 64L << 20;
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
      JsonNode root = mapper.readTree(Files.readAllBytes(file));
      if (root.isMissingNode()) {
        throw new BadInputException(file + " is empty; a " + kind + " was expected.");
      }
      return new JsonPlace(file.getFileName().toString(), "", root, new LinkedHashMap<>());
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          file + " is no " + kind + ": line " + line(e) + ": " + e.getOriginalMessage() + ".", e);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
  }
}
