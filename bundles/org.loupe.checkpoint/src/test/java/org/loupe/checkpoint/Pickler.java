package org.loupe.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles of protocol 2, operation by operation. */
final class Pickler {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Pickler() {
    out.write(0x80);
    out.write(2);
  }

  Pickler operation(int operation) {
    out.write(operation);
    return this;
  }

  Pickler dict() {
    return operation('}');
  }

  Pickler list() {
    return operation(']');
  }

  Pickler setItem() {
    return operation('s');
  }

  Pickler text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return operation('X').number(bytes.length).bytes(bytes);
  }

  Pickler integer(long value) {
    return operation(0x8a).operation(8).bytes(little(8).putLong(0, value).array());
  }

  Pickler global(String module, String name) {
    return operation('c').bytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** An object without arguments; its state may follow. */
  Pickler object(String module, String name) {
    return global(module, name).operation(')').operation(0x81);
  }

  Pickler tuple(long... values) {
    operation('(');
    for (long value : values) {
      integer(value);
    }
    return operation('t');
  }

  Pickler tensor(
      String storage, String key, long elements, long offset, long[] shape, long[] strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .operation('(')
        .operation('(')
        .text("storage")
        .global("torch", storage)
        .text(key)
        .text("cpu")
        .integer(elements)
        .operation('t')
        .operation('Q')
        .integer(offset)
        .tuple(shape)
        .tuple(strides)
        .operation(0x89)
        .dict()
        .operation('t')
        .operation('R');
  }

  Pickler number(int value) {
    return bytes(little(4).putInt(0, value).array());
  }

  Pickler bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  byte[] end() {
    return operation('.').out.toByteArray();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
