package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;
import org.loupe.project.internal.json.JsonFile;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/**
 * A record as {@value #JSON} and {@value #NUMBERS} in a folder. Only the classes that a record
 * declares are ever made, by their canonical constructors, and only if they still have the
 * components that they had when it was written.
 */
public final class RecordFile {
  /** The file of the record's structure. */
  public static final String JSON = "record.json";

  /** The file of its long arrays. */
  public static final String NUMBERS = "record.npz";

  private static final System.Logger LOG = System.getLogger(RecordFile.class.getName());
  private static final int VERSION = 2;

  private final ObjectMapper mapper = new ObjectMapper();
  private final JsonFile files = new JsonFile();

  /**
   * Writes a record; leaves it out, and says so in the log, where it is made of what cannot be read
   * back.
   *
   * @param folder without these files
   * @param arrays what lies in the same folder by name, which needs not be written again
   */
  public void write(Path folder, Record value, Map<String, Tensor> arrays) throws IOException {
    try {
      Forms forms = new Forms();
      NumbersOut numbers = new NumbersOut(arrays);
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      Form form = forms.of(value.getClass());
      root.put("loupe", VERSION);
      root.put("shape", forms.fingerprint());
      root.set("record", form.write(value, numbers));
      byte[] json = mapper.writeValueAsBytes(root);
      if (json.length > JsonFile.LARGEST) {
        throw new UnstorableException("it would take " + json.length + " bytes beside its arrays");
      }
      numbers.write(folder.resolve(NUMBERS));
      Files.write(folder.resolve(JSON), json);
    } catch (UnstorableException e) {
      LOG.log(
          Level.INFO,
          "{0} is stored without what its figures are drawn of: {1}",
          value.getClass().getName(),
          e.getMessage());
    }
  }

  /**
   * Reads a record back.
   *
   * @param type its class
   * @param stored reads the arrays that were there when it was written
   * @return empty if there is none, or one of a class that has changed since
   * @throws BadInputException if it is damaged or from a newer version, naming file and place
   */
  public <R> Optional<R> read(Path folder, Class<R> type, StoredArrays stored)
      throws BadInputException {
    if (!Files.isRegularFile(folder.resolve(JSON))) {
      return Optional.empty();
    }
    JsonObject root = files.read(folder.resolve(JSON), "record of a result").object();
    JsonPlace version = root.required("loupe");
    if (version.integer(1, Integer.MAX_VALUE) > VERSION) {
      throw version.problem(
          "is "
              + version.integer()
              + ", but this Loupe reads records up to version "
              + VERSION
              + "; use a newer Loupe");
    }
    Forms forms = new Forms();
    Form form;
    try {
      form = forms.of(type);
    } catch (UnstorableException e) {
      return Optional.empty();
    }
    if (!root.required("shape").text().equals(forms.fingerprint())) {
      return Optional.empty();
    }
    try (NumbersIn numbers = NumbersIn.open(folder.resolve(NUMBERS), stored)) {
      Object value = form.read(root.required("record"), numbers);
      numbers.done();
      return Optional.of(type.cast(value));
    }
  }
}
