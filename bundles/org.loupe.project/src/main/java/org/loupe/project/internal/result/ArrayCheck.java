package org.loupe.project.internal.result;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/**
 * Whether the arrays of a result are those that its {@code result.json} says. Reads their headers,
 * not their elements, so that a list of results is there at once.
 */
final class ArrayCheck {
  private ArrayCheck() {}

  /**
   * Checks a result.
   *
   * @param root what its {@code result.json} says
   * @throws BadInputException if an array is missing, cut off, or of another shape
   */
  static void check(JsonObject root, Path folder) throws BadInputException {
    Path file = folder.resolve(ResultFolder.ARRAYS);
    try (ZipArchive zip = ZipArchive.open(file)) {
      for (JsonPlace item : root.required("arrays").items()) {
        check(item.object(), zip, file);
      }
    } catch (IOException e) {
      throw new BadInputException(
          file + " cannot be read: " + e.getMessage() + "; compute the result again.", e);
    }
  }

  private static void check(JsonObject array, ZipArchive zip, Path file)
      throws BadInputException, IOException {
    String name = array.required("name").text();
    ZipArchive.Entry entry = zip.entries().get(name + ".npy");
    if (entry == null) {
      throw new BadInputException(file + " has no array '" + name + "'; compute the result again.");
    }
    int[] shape =
        array.required("shape").items().stream()
            .mapToInt(size -> size.node().isInt() ? size.node().intValue() : -1)
            .toArray();
    String what = file + ": array '" + name + "'";
    try (InputStream in = zip.stream(entry)) {
      NpyHeader header = NpyHeader.read(in, what);
      if (!Arrays.equals(header.shape(), shape)) {
        throw new BadInputException(
            what
                + " has the shape "
                + Tensor.describe(header.shape())
                + ", result.json says "
                + Tensor.describe(shape)
                + "; compute the result again.");
      }
      if (header.dataOffset() + header.dataSize() != entry.size()) {
        throw new BadInputException(
            what
                + " has "
                + (entry.size() - header.dataOffset())
                + " bytes of elements, its shape needs "
                + header.dataSize()
                + "; compute the result again.");
      }
    }
  }
}
