package org.loupe.batch.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.BadInputException;

/** Reads whole arrays of an .npz. */
final class Npy {
  private Npy() {}

  /** The numbers of a float32, float64 or int64 array in C order. */
  static double[] read(Path file, String name) throws IOException, BadInputException {
    try (ZipArchive zip = ZipArchive.open(file)) {
      byte[] bytes = zip.read(zip.entries().get(name + ".npy"), 1 << 28);
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      NpyHeader header = NpyHeader.read(in, name);
      ByteBuffer data = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      double[] values = new double[data.remaining() / header.elementType().bytes()];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (header.elementType()) {
              case FLOAT32 -> data.getFloat();
              case FLOAT64 -> data.getDouble();
              default -> data.getLong();
            };
      }
      return values;
    }
  }
}
