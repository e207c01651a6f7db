package org.loupe.batch.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.BadInputException;
import org.loupe.model.ElementType;

/** Reads whole arrays of an .npz. */
final class Npy {
  private Npy() {}

  /** The numbers of a float16, float32, int16 or int64 array in C order. */
  static double[] read(Path file, String name) throws IOException, BadInputException {
    try (ZipArchive zip = ZipArchive.open(file)) {
      byte[] bytes = zip.read(zip.entries().get(name + ".npy"), 1 << 28);
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      NpyHeader header = NpyHeader.read(in, name);
      ByteBuffer data = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      double[] values = new double[data.remaining() / header.elementType().bytes()];
      for (int i = 0; i < values.length; i++) {
        values[i] = next(header.elementType(), data);
      }
      return values;
    }
  }

  private static double next(ElementType type, ByteBuffer data) {
    return switch (type) {
      case FLOAT16 -> half(data.getShort());
      case FLOAT32 -> data.getFloat();
      case INT16 -> data.getShort();
      default -> data.getLong();
    };
  }

  /** A finite number of IEEE half precision. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 31;
    int mantissa = bits & 1023;
    double magnitude =
        exponent == 0 ? mantissa * 0x1p-24 : (1024 + mantissa) * Math.scalb(1.0, exponent - 25);
    return bits < 0 ? -magnitude : magnitude;
  }
}
