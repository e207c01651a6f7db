package org.loupe.project.internal.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.loupe.project.internal.data.FileBytes;

/**
 * A table's rows as numbers, one behind the other and all of one size, so that any window is read
 * at its place: the file that a CSV is converted to once. What is known of them as a whole follows
 * behind them.
 *
 * <p>A row is: its values as float32, the time since the row before as float32 if there is a time
 * column, and of every label the number of its text as int32 and its value as float64; all little
 * endian.
 *
 * @param sha256 of the table's bytes
 * @param rows how many
 * @param values numbers of a row
 * @param isTimed whether there is a time column
 * @param labels of the rows
 * @param recordings their names by number; none if there is no recording column
 * @param begins the first row of every stretch of one recording, ascending; the next one's begin is
 *     its end
 * @param owners the recording's number of every stretch
 * @param remarks what people should know of how the table was read
 */
record TableRows(
    String sha256,
    long rows,
    int values,
    boolean isTimed,
    List<Label> labels,
    List<String> recordings,
    long[] begins,
    int[] owners,
    List<String> remarks) {
  private static final long MAGIC = 0x4c4f555045524f57L;
  private static final int TRAILER = 28;

  /** Bytes of a row. */
  int rowBytes() {
    return rowBytes(values, isTimed, labels.size());
  }

  static int rowBytes(int values, boolean isTimed, int labels) {
    return 4 * values + (isTimed ? 4 : 0) + 12 * labels;
  }

  /** Where a row's time stands in it. */
  int timeOffset() {
    return 4 * values;
  }

  /** Where a label stands in a row. */
  int labelOffset(int label) {
    return rowBytes(values, isTimed, label);
  }

  /** Writes what follows the rows. */
  void writeEnd(DataOutputStream out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream to = new DataOutputStream(bytes)) {
      to.writeUTF(sha256);
      to.writeInt(values);
      to.writeBoolean(isTimed);
      to.writeInt(labels.size());
      for (Label label : labels) {
        to.writeUTF(label.name());
        to.writeUTF(label.kind().name());
        texts(label.classes(), to);
        to.writeInt(label.ranks().length);
        for (int rank : label.ranks()) {
          to.writeInt(rank);
        }
      }
      texts(recordings, to);
      to.writeInt(begins.length);
      for (int i = 0; i < begins.length; i++) {
        to.writeLong(begins[i]);
        to.writeInt(owners[i]);
      }
      texts(remarks, to);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes.toByteArray());
    bytes.writeTo(out);
    out.writeLong(rows);
    out.writeInt(bytes.size());
    out.writeLong(crc.getValue());
    out.writeLong(MAGIC);
  }

  private static void texts(List<String> texts, DataOutputStream to) throws IOException {
    to.writeInt(texts.size());
    for (String text : texts) {
      to.writeUTF(text);
    }
  }

  /**
   * Reads what is known of a file's rows.
   *
   * @throws IOException if it is none, or damaged
   */
  static TableRows read(Path file) throws IOException {
    long size = Files.size(file);
    try (FileBytes in = FileBytes.open(file)) {
      ByteBuffer trailer = in.at(Math.max(0, size - TRAILER), TRAILER).order(ByteOrder.BIG_ENDIAN);
      long rows = trailer.getLong();
      int length = trailer.getInt();
      long sum = trailer.getLong();
      if (trailer.getLong() != MAGIC || length < 0 || length > size - TRAILER) {
        throw new IOException("it does not end as converted tables do");
      }
      byte[] end = new byte[length];
      in.at(size - TRAILER - length, length).get(end);
      CRC32 crc = new CRC32();
      crc.update(end);
      if (crc.getValue() != sum) {
        throw new IOException("its checksum is wrong");
      }
      TableRows read = read(rows, new DataInputStream(new ByteArrayInputStream(end)));
      if (rows * read.rowBytes() + length + TRAILER != size) {
        throw new IOException("it is not as long as its rows");
      }
      return read;
    }
  }

  private static TableRows read(long rows, DataInputStream in) throws IOException {
    String sha256 = in.readUTF();
    int values = in.readInt();
    boolean isTimed = in.readBoolean();
    List<Label> labels = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      Label.Kind kind = Label.Kind.valueOf(in.readUTF());
      List<String> classes = texts(in);
      int[] ranks = new int[in.readInt()];
      for (int i = 0; i < ranks.length; i++) {
        ranks[i] = in.readInt();
      }
      labels.add(new Label(name, kind, classes, ranks));
    }
    List<String> recordings = texts(in);
    int stretches = in.readInt();
    long[] begins = new long[stretches];
    int[] owners = new int[stretches];
    for (int i = 0; i < stretches; i++) {
      begins[i] = in.readLong();
      owners[i] = in.readInt();
    }
    return new TableRows(
        sha256, rows, values, isTimed, labels, recordings, begins, owners, texts(in));
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(in.readUTF());
    }
    return List.copyOf(texts);
  }
}
