package org.loupe.project.internal.imports;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loupe.checkpoint.SavedValues;
import org.loupe.checkpoint.StoredTensor;
import org.loupe.model.BadInputException;
import org.loupe.model.ElementType;
import org.loupe.model.Progress;
import org.loupe.project.internal.data.NpzStream;

/**
 * Writes what {@code torch.save} left of a dataset as {@code .npz}. Array by array, sample by
 * sample: in memory is one sample at a time.
 */
public final class TorchDataImport {
  private static final String LENGTHS = "lengths";
  private static final String VALID = "valid";

  private final SavedValues file;
  private final SampleTable table;
  private final FieldPlans fields;
  private final Progress progress;

  private TorchDataImport(SavedValues file, SampleTable table, Progress progress) {
    this.file = file;
    this.table = table;
    this.fields = new FieldPlans(table);
    this.progress = progress;
  }

  /**
   * What was written.
   *
   * @param classes of arrays that were texts, the texts by number
   * @param remarks what people should know of how it was read
   */
  public record Written(Map<String, List<String>> classes, List<String> remarks) {}

  /**
   * Reads a file and writes its samples.
   *
   * @param source what torch.save wrote
   * @param npz written anew
   * @throws BadInputException if the file holds no samples, or is refused
   * @throws IOException if the {@code .npz} cannot be written
   */
  public static Written run(Path source, Path npz, Progress progress)
      throws BadInputException, IOException {
    try (SavedValues file = SavedValues.open(source)) {
      SampleTable table =
          SampleReader.samples(file.root())
              .orElseThrow(
                  () ->
                      new BadInputException(
                          source
                              + " holds no samples: a list of dictionaries or tuples of tensors, a"
                              + " dictionary of tensors or a TensorDataset was expected; save one"
                              + " of these, or an .npz."));
      TorchDataImport run = new TorchDataImport(file, table, progress);
      if (run.fields.plans().isEmpty()) {
        throw new BadInputException(
            source + " holds no numbers: " + String.join(" ", run.fields.remarks()));
      }
      try (NpzStream out =
          new NpzStream(new BufferedOutputStream(Files.newOutputStream(npz), 1 << 16))) {
        return run.write(out);
      }
    }
  }

  private Written write(NpzStream out) throws BadInputException, IOException {
    int done = 0;
    for (ArrayPlan plan : fields.plans()) {
      progress.report("import", done++, fields.plans().size());
      array(plan, out);
    }
    List<String> remarks = new ArrayList<>(fields.remarks());
    lengths(out, remarks);
    return new Written(fields.classes(), remarks);
  }

  private void array(ArrayPlan plan, NpzStream out) throws BadInputException, IOException {
    OutputStream to = out.array(plan.name(), plan.type(), plan.shape());
    SampleTable.Column column = plan.column();
    if (column != null) {
      for (int number : column.rows()) {
        progress.checkCancelled();
        row(plan, file.readRow(column.tensor(), plan.name(), number), to);
      }
      return;
    }
    for (Cell cell : Objects.requireNonNull(plan.cells(), "cells")) {
      progress.checkCancelled();
      row(plan, cell.read(file, plan.name()), to);
    }
  }

  /** Writes a sample into the corner of its row; the rest is zero. */
  private static void row(ArrayPlan plan, StoredTensor sample, OutputStream to) throws IOException {
    ByteBuffer row =
        ByteBuffer.allocate(Math.multiplyExact(plan.rowElements(), plan.type().bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer in = sample.buffer();
    List<Long> shape = sample.info().shape();
    int rank = shape.size();
    int elements = Math.toIntExact(sample.info().elements());
    int[] index = new int[rank];
    for (int i = 0; i < elements; i++) {
      int position = 0;
      for (int axis = 0; axis < rank; axis++) {
        position = position * plan.shape()[axis + 1] + index[axis];
      }
      row.position(position * plan.type().bytes());
      put(sample, in, i, plan.type(), row);
      for (int axis = rank - 1; axis >= 0 && ++index[axis] == shape.get(axis); axis--) {
        index[axis] = 0;
      }
    }
    to.write(row.array());
  }

  /** Arrays of one raggedness share their lengths; the first raggedness has the plain name. */
  private void lengths(NpzStream out, List<String> remarks) throws IOException {
    Map<String, ArrayPlan> written = new LinkedHashMap<>();
    for (ArrayPlan plan : fields.plans()) {
      int[] lengths = plan.lengths();
      if (lengths == null
          || written.values().stream().anyMatch(other -> Arrays.equals(other.lengths(), lengths))) {
        continue;
      }
      String prefix =
          written.isEmpty()
                  && !table.fields().containsKey(LENGTHS)
                  && !table.fields().containsKey(VALID)
              ? ""
              : plan.name() + "_";
      written.put(prefix, plan);
      writeLengths(out, prefix, plan.shape()[1], lengths);
      remarks.add(
          "'"
              + prefix
              + LENGTHS
              + "' says how many steps of '"
              + plan.name()
              + "' count, '"
              + prefix
              + VALID
              + "' which.");
    }
  }

  private static void writeLengths(NpzStream out, String prefix, int longest, int[] lengths)
      throws IOException {
    OutputStream to = out.array(prefix + LENGTHS, ElementType.INT64, lengths.length);
    ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    for (int length : lengths) {
      to.write(number.putLong(0, length).array());
    }
    OutputStream mask = out.array(prefix + VALID, ElementType.BOOL, lengths.length, longest);
    for (int length : lengths) {
      byte[] row = new byte[longest];
      Arrays.fill(row, 0, length, (byte) 1);
      mask.write(row);
    }
  }

  private static void put(
      StoredTensor tensor, ByteBuffer in, int position, ElementType as, ByteBuffer to) {
    if (as.isFloatingPoint()) {
      to.putFloat((float) tensor.number(in, position));
      return;
    }
    long value = tensor.integer(in, position);
    switch (as.bytes()) {
      case 8 -> to.putLong(value);
      case 4 -> to.putInt((int) value);
      case 2 -> to.putShort((short) value);
      default -> to.put((byte) value);
    }
  }
}
