package org.loupe.model;

import java.util.List;
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

  /**
   * SHA-256 of the file, lower-case hexadecimal. The first call may read the whole file, which
   * takes seconds for some GB; {@link #identify} does that before, and says how far it is.
   */
  String sha256();

  /**
   * Makes {@link #sha256} known, which then returns at once. The whole file is read unless that was
   * done since it changed.
   *
   * @throws BadInputException if it is damaged, cannot be read, or has changed underneath
   * @throws java.util.concurrent.CancellationException if the progress was cancelled
   */
  default void identify(Progress progress) throws BadInputException {
    sha256();
  }

  /**
   * Whether another dataset certainly holds the same, as far as that can be said without waiting.
   *
   * @return false also where only reading the files would tell
   */
  default boolean isSame(Dataset other) {
    return this == other || sha256().equals(other.sha256());
  }

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

  /** What people should know of how the file was read: what was left out, how it was understood. */
  default List<String> remarks() {
    return List.of();
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
