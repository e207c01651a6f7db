package org.loupe.project.internal.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.loupe.model.BadInputException;

/** The rows of a table, one after the other; one row is in memory at a time. */
final class TableReader implements Closeable {
  /** The most columns. */
  static final int MOST_COLUMNS = 100_000;

  private static final int LONGEST_CELL = 1 << 16;

  private final Path file;
  private final TextEncoding encoding;
  private final CsvParser parser;
  private String[] cells = new String[64];
  private int count;
  private long line;

  private TableReader(Path file, TextEncoding encoding, CsvParser parser) {
    this.file = file;
    this.encoding = encoding;
    this.parser = parser;
  }

  /**
   * Reads from a file's beginning.
   *
   * @param in the file's bytes; closed with this
   */
  static TableReader open(Path file, InputStream in, TextEncoding encoding, char separator)
      throws IOException {
    CsvFactory factory =
        CsvFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(LONGEST_CELL).build())
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    CsvParser parser = factory.createParser(encoding.reader(in));
    parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
    return new TableReader(file, encoding, parser);
  }

  /**
   * Goes to the next row that is not empty.
   *
   * @return false at the end
   * @throws BadInputException if what follows is no row, with the line
   */
  boolean next() throws BadInputException, IOException {
    count = 0;
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return false;
      }
      for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
        if (count == 0) {
          line = parser.currentTokenLocation().getLineNr();
        }
        add(parser.getText());
      }
      return true;
    } catch (CharacterCodingException e) {
      throw encoding.notText(file);
    } catch (StreamConstraintsException e) {
      throw broken(
          "has a cell of more than "
              + LONGEST_CELL
              + " characters; a quote may be opened there that is not closed",
          e);
    } catch (JsonProcessingException e) {
      throw broken("cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  private void add(String cell) throws BadInputException {
    if (count == MOST_COLUMNS) {
      throw problem("has more than " + MOST_COLUMNS + " columns");
    }
    if (count == cells.length) {
      cells = Arrays.copyOf(cells, 2 * count);
    }
    cells[count++] = cell;
  }

  /** How many cells the row has. */
  int count() {
    return count;
  }

  /** A cell of the row, without spaces around it unless they are in quotes. */
  String cell(int column) {
    return cells[column];
  }

  /** The row. */
  List<String> row() {
    return List.of(Arrays.copyOf(cells, count));
  }

  /** The line in which the row begins, from 1. */
  long line() {
    return line;
  }

  /** Says that something about the row is wrong. */
  BadInputException problem(String sentence) {
    return new BadInputException(file + ": line " + line + " " + sentence + ".");
  }

  private BadInputException broken(String sentence, Exception cause) {
    // The row may have begun many lines before.
    long begin = count == 0 ? parser.currentLocation().getLineNr() : line;
    return new BadInputException(file + ": line " + begin + " " + sentence + ".", cause);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
