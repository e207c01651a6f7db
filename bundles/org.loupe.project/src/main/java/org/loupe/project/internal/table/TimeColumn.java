package org.loupe.project.internal.table;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * The time since the row before: of numbers in their own unit, of dates with times ({@code
 * 2024-05-01T12:00:00.5}, also with a space, also with an offset) in seconds. What the first cell
 * is, all are.
 */
final class TimeColumn {
  private final boolean decimalComma;
  private boolean known;
  private boolean started;
  private boolean dates;
  private double number;
  private long seconds;
  private int nanos;

  TimeColumn(boolean decimalComma) {
    this.decimalComma = decimalComma;
  }

  /** What a cell should be. */
  String expected() {
    return known && dates ? "a date with time such as 2024-05-01T12:00:00.5" : "a number";
  }

  /**
   * Takes the next cell.
   *
   * @return time since the cell before; 0 of a recording's first one
   * @throws NumberFormatException if the cell is no time
   */
  double next(String cell) {
    if (!known) {
      dates = !Cells.isNumber(cell, decimalComma);
    }
    double delta = dates ? sinceDate(cell) : sinceNumber(cell);
    boolean first = !started;
    known = true;
    started = true;
    return first ? 0 : delta;
  }

  private double sinceNumber(String cell) {
    double now = Cells.number(cell, decimalComma);
    if (!Double.isFinite(now)) {
      throw new NumberFormatException("no finite number");
    }
    double delta = now - number;
    number = now;
    return delta;
  }

  private double sinceDate(String cell) {
    long nowSeconds;
    int nowNanos;
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              cell.replaceFirst(" ", "T").replaceFirst(",", "."),
              OffsetDateTime::from,
              LocalDateTime::from);
      OffsetDateTime now =
          parsed instanceof OffsetDateTime offset
              ? offset
              : ((LocalDateTime) parsed).atOffset(ZoneOffset.UTC);
      nowSeconds = now.toEpochSecond();
      nowNanos = now.getNano();
    } catch (DateTimeException e) {
      throw new NumberFormatException(e.getMessage());
    }
    double delta = (nowSeconds - seconds) + (nowNanos - nanos) * 1e-9;
    seconds = nowSeconds;
    nanos = nowNanos;
    return delta;
  }

  /** The next cell begins a recording. */
  void begin() {
    started = false;
  }
}
