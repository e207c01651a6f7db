package org.loupe.method.sensors.internal;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.loupe.model.BadInputException;

/**
 * Permutations from the array {@code perms} [channels, repeats, steps] of an .npz file, the same
 * for all windows.
 *
 * @param orders [channels][repeats][steps]; shared, not copied
 */
record StoredPermutations(int[][][] orders) implements Shuffle {
  static final String ARRAY = "perms";

  private static final int MOST_REPEATS = 1000;
  private static final int MOST_HEADER = 1024;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([<|])([iu])([1248])', 'fortran_order': False, 'shape': \\((\\d{1,9}), (\\d{1,9}), (\\d{1,9})\\), \\}\\s*");

  @Override
  public int[] order(int window, int channel, int repeat) {
    return orders[channel][repeat];
  }

  /** How many permutations of each channel there are. */
  int repeats() {
    return orders[0].length;
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException if there is none, or its array is not one permutation of the steps
   *     per channel and repeat
   */
  static StoredPermutations read(String file, int channels, int steps) throws BadInputException {
    Path path;
    try {
      path = Path.of(file);
    } catch (InvalidPathException e) {
      throw new BadInputException("'" + file + "' is no name of a file of permutations.", e);
    }
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(
          "There is no file of permutations '" + file + "'; name an .npz file, or none.");
    }
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry entry = zip.getEntry(ARRAY + ".npy");
      if (entry == null) {
        throw bad(file, "has no array '" + ARRAY + "'", channels, steps);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return read(file, new DataInputStream(in), channels, steps);
      }
    } catch (IOException e) {
      throw new BadInputException(
          "The file of permutations '" + file + "' cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static StoredPermutations read(String file, DataInputStream in, int channels, int steps)
      throws IOException, BadInputException {
    byte[] start = in.readNBytes(8);
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1};
    if (start.length < 8 || !Arrays.equals(start, 0, 7, magic, 0, 7)) {
      throw bad(file, "holds no NumPy array of format 1", channels, steps);
    }
    int length = in.readUnsignedByte() | in.readUnsignedByte() << 8;
    String header =
        new String(in.readNBytes(Math.min(length, MOST_HEADER)), StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    if (length > MOST_HEADER || !matcher.matches()) {
      throw bad(file, "has '" + ARRAY + "' as " + header.strip(), channels, steps);
    }
    int repeats = Integer.parseInt(matcher.group(5));
    if (Integer.parseInt(matcher.group(4)) != channels
        || Integer.parseInt(matcher.group(6)) != steps
        || repeats < 1
        || repeats > MOST_REPEATS) {
      throw bad(
          file,
          "has the shape ["
              + matcher.group(4)
              + ","
              + matcher.group(5)
              + ","
              + matcher.group(6)
              + "]",
          channels,
          steps);
    }
    int[][][] orders = new int[channels][repeats][];
    int bytes = Integer.parseInt(matcher.group(3));
    for (int c = 0; c < channels; c++) {
      for (int r = 0; r < repeats; r++) {
        orders[c][r] = order(in.readNBytes(steps * bytes), steps, bytes);
        if (!isPermutation(orders[c][r])) {
          throw bad(
              file,
              "has at channel " + c + ", repeat " + r + " numbers that are no permutation",
              channels,
              steps);
        }
      }
    }
    return new StoredPermutations(orders);
  }

  private static int[] order(byte[] row, int steps, int bytes) throws EOFException {
    if (row.length < steps * bytes) {
      throw new EOFException("it ends too early");
    }
    int[] order = new int[steps];
    for (int t = 0; t < steps; t++) {
      long value = 0;
      for (int b = bytes - 1; b >= 0; b--) {
        value = value << 8 | row[t * bytes + b] & 0xff;
      }
      order[t] = value >= 0 && value < steps ? (int) value : -1;
    }
    return order;
  }

  private static boolean isPermutation(int[] order) {
    boolean[] seen = new boolean[order.length];
    for (int t : order) {
      if (t < 0 || seen[t]) {
        return false;
      }
      seen[t] = true;
    }
    return true;
  }

  private static BadInputException bad(String file, String found, int channels, int steps) {
    return new BadInputException(
        "The file of permutations '"
            + file
            + "' "
            + found
            + "; expected are integers '"
            + ARRAY
            + "' ["
            + channels
            + ",repeats,"
            + steps
            + "], permutations of 0 to "
            + (steps - 1)
            + " for each channel and repeat.");
  }
}
