package org.loupe.project.internal.result;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * Reads single arrays of a result's {@code arrays.npz}, as this program writes them: float32 in C
 * order.
 *
 * @param file which
 */
record NpzArrays(Path file) {
  /** The most elements that are read, 1 GiB. */
  private static final long MOST = 1L << 28;

  private static final int CHUNK = 1 << 16;

  /**
   * An array that must have a shape.
   *
   * @throws BadInputException if it is missing, of another shape, or damaged
   */
  float[] floats(String name, int... shape) throws BadInputException {
    FloatTensor tensor = read(name);
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new BadInputException(
          what(name)
              + " has the shape "
              + Tensor.describe(tensor.shape())
              + ", expected "
              + Tensor.describe(shape)
              + "; compute the result again.");
    }
    return tensor.values();
  }

  /**
   * An array with unnamed axes.
   *
   * @throws BadInputException if it is missing, too large, not float32, or damaged
   */
  FloatTensor read(String name) throws BadInputException {
    try (ZipArchive zip = ZipArchive.open(file)) {
      ZipArchive.Entry entry = zip.entries().get(name + ".npy");
      if (entry == null) {
        throw new BadInputException(
            file + " has no array '" + name + "'; compute the result again.");
      }
      try (InputStream in = new BufferedInputStream(zip.stream(entry), CHUNK)) {
        NpyHeader header = NpyHeader.read(in, what(name));
        long elements = header.dataSize() / header.elementType().bytes();
        if (header.elementType() != ElementType.FLOAT32
            || header.fortranOrder()
            || elements > MOST
            || header.dataOffset() + header.dataSize() != entry.size()) {
          throw new BadInputException(
              what(name)
                  + " is no array that Loupe wrote (float32 in C order, at most "
                  + MOST
                  + " elements); compute the result again.");
        }
        return tensor(header.shape(), values(in, (int) elements, name));
      }
    } catch (IOException e) {
      throw new BadInputException(what(name) + " cannot be read: " + e.getMessage(), e);
    }
  }

  private float[] values(InputStream in, int elements, String name)
      throws IOException, BadInputException {
    float[] values = new float[elements];
    byte[] chunk = new byte[CHUNK];
    for (int done = 0; done < elements; ) {
      int wanted = Math.min(CHUNK, 4 * (elements - done));
      if (in.readNBytes(chunk, 0, wanted) < wanted) {
        throw new BadInputException(what(name) + " ends early; compute the result again.");
      }
      FloatBuffer floats =
          ByteBuffer.wrap(chunk, 0, wanted).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      floats.get(values, done, wanted / 4);
      done += wanted / 4;
    }
    return values;
  }

  private static FloatTensor tensor(int[] shape, float[] values) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < shape.length; i++) {
      axes.add(
          i == 0
              ? Axis.of(Dimension.WINDOW, shape[0])
              : new Axis("axis" + i, Dimension.VALUE, shape[i]));
    }
    return new FloatTensor(axes, values);
  }

  private String what(String name) {
    return file + ": array '" + name + "'";
  }
}
