package org.loupe.model;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Named arrays whose first axis counts windows. Safe for use by several threads.
 *
 * <p>Arrays are known by their file's names; what they mean is the model card's business.
 */
@ProviderType
public interface Dataset {

  /** Short name shown to people. */
  String name();

  /** SHA-256 of the file, lower-case hexadecimal. */
  String sha256();

  /** Number of windows. */
  int size();

  /** The arrays by name: element type and full shape, the number of windows first. */
  Map<String, ArrayInfo> arrays();

  /**
   * Arrays that are passed over because of what their elements are, such as text, by name: what
   * they are, in words that follow 'holds'. They are in the way only where they are asked for.
   */
  default Map<String, String> unread() {
    return Map.of();
  }

  /**
   * Reads some windows of an array.
   *
   * @param array the array and, of its last axis, the part that is wanted
   * @param windows window numbers, each from 0 to size() − 1, in the order wanted
   * @return the windows, the first axis WINDOW and the others VALUE; float16 and float64 arrays
   *     come as float32, integers and booleans keep their kind
   * @throws BadInputException if there is no such array or the file has changed underneath
   */
  Tensor read(ArrayReference array, int[] windows) throws BadInputException;

  /**
   * An array's kind.
   *
   * @param elementType as stored
   * @param shape as stored, the number of windows first
   */
  record ArrayInfo(ElementType elementType, int[] shape) {
    @Override
    public String toString() {
      return elementType.key() + " " + Tensor.describe(shape);
    }
  }
}
