package org.loupe.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes archives as PyTorch writes them. */
final class TestArchives {
  /** Code of a module with one parameter and one sub-module. */
  static final String NET =
      """
      class Net(Module):
        __parameters__ = ["weight", ]
        __buffers__ = []
        weight : Tensor
        training : bool
        width : int
        inner : __torch__.Inner
        def forward(self: __torch__.Net,
          x: Tensor,
          scale: Optional[Tensor]=None,
          mode: str="a, b: (c",
          sizes: List[int]=[1, 2]) -> Tuple[Tensor, Dict[str, Tensor]]:
          return x
        def encode(self: __torch__.Net,
          x: Tensor) -> Tensor:
          return x
      class Inner(Module):
        __parameters__ = []
        __buffers__ = []
        def forward(self: __torch__.Inner,
          x: Tensor) -> Tensor:
          return x
      """;

  private TestArchives() {}

  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Two entries, the first stored. */
  static byte[] stored(String first, byte[] firstBytes, String second, byte[] secondBytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(first);
      CRC32 crc = new CRC32();
      crc.update(firstBytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(firstBytes.length);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(firstBytes);
      zip.putNextEntry(new ZipEntry(second));
      zip.write(secondBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] floats(float... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  /** A checkpoint with whatever pickle, and one storage '0' of six floats. */
  static byte[] checkpoint(byte[] pickle) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("it/data.pkl", pickle);
    entries.put("it/version", text("3\n"));
    entries.put("it/data/0", floats(0, 1, 2, 3, 4, 5));
    return zip(entries);
  }

  /** A state dict under 'model' with a [2,3] tensor 'w', its transpose 't', an epoch, a config. */
  static byte[] training() {
    return checkpoint(
        new Pickler()
            .dict()
            .text("epoch")
            .integer(7)
            .setItem()
            .text("config")
            .object("argparse", "Namespace")
            .dict()
            .text("width")
            .integer(16)
            .setItem()
            .operation('b')
            .setItem()
            .text("model")
            .dict()
            .text("w")
            .tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
            .setItem()
            .text("t")
            .tensor("FloatStorage", "0", 6, 0, new long[] {3, 2}, new long[] {1, 3})
            .setItem()
            .setItem()
            .end());
  }

  /** A TorchScript archive of a module with one parameter and one sub-module. */
  static byte[] script() {
    return script(NET);
  }

  /** The same with other code. */
  static byte[] script(String code) {
    return zip(scriptEntries(code));
  }

  /** Entries of an archive with code, to be changed. */
  static Map<String, byte[]> scriptEntries(String code) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(
        "net/data.pkl",
        new Pickler()
            .object("__torch__", "Net")
            .dict()
            .text("weight")
            .tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
            .setItem()
            .text("inner")
            .object("__torch__", "Inner")
            .dict()
            .operation('b')
            .setItem()
            .operation('b')
            .end());
    entries.put("net/code/__torch__.py", text(code));
    entries.put("net/constants.pkl", new Pickler().operation(')').end());
    entries.put("net/version", text("3\n"));
    entries.put("net/data/0", floats(0, 1, 2, 3, 4, 5));
    return entries;
  }

  /** A TorchScript archive of a module that has but parameters, all of the same six floats. */
  static byte[] parameters(Map<String, long[]> shapes) {
    StringBuilder code = new StringBuilder("class Net(Module):\n  __parameters__ = [");
    shapes.keySet().forEach(name -> code.append('"').append(name).append("\", "));
    code.append("]\n  __buffers__ = []\n");
    Pickler data = new Pickler().object("__torch__", "Net").dict();
    shapes.forEach(
        (name, shape) -> {
          code.append("  ").append(name).append(" : Tensor\n");
          long[] strides = new long[shape.length];
          long stride = 1;
          for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
          }
          data.text(name).tensor("FloatStorage", "0", 6, 0, shape, strides).setItem();
        });
    Map<String, byte[]> entries = scriptEntries(code.toString());
    entries.put("net/data.pkl", data.operation('b').end());
    return zip(entries);
  }

  /** A state dict in the format before 1.6, with the tensor 'b' of two integers. */
  static byte[] legacy() {
    byte[] magic = new Pickler().operation(0x8a).operation(10).bytes(magic()).end();
    byte[] system = new Pickler().dict().text("little_endian").operation(0x88).setItem().end();
    byte[] root =
        new Pickler()
            .dict()
            .text("b")
            .tensor("LongStorage", "77", 2, 0, new long[] {2}, new long[] {1})
            .setItem()
            .end();
    byte[] keys = new Pickler().list().text("77").operation('a').end();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : List.of(magic, new Pickler().integer(1001).end(), system, root, keys)) {
      bytes.writeBytes(part);
    }
    ByteBuffer storage = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    bytes.writeBytes(storage.putLong(2).putLong(-5).putLong(1L << 40).array());
    return bytes.toByteArray();
  }

  private static byte[] magic() {
    byte[] big = new BigInteger("119547037146038801333356").toByteArray();
    byte[] little = new byte[10];
    for (int i = 0; i < big.length; i++) {
      little[i] = big[big.length - 1 - i];
    }
    return little;
  }
}
