package org.loupe.workbench.internal.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Log records in words. */
final class LogText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final SimpleFormatter MESSAGES = new SimpleFormatter();

  private LogText() {}

  /** Time of day. */
  static String time(LogRecord record) {
    return TIME.format(record.getInstant().atZone(ZoneId.systemDefault()));
  }

  /** Error, warning or information. */
  static String level(LogRecord record) {
    int level = record.getLevel().intValue();
    return level >= Level.SEVERE.intValue()
        ? "Error"
        : level >= Level.WARNING.intValue() ? "Warning" : "Info";
  }

  /** The message with its numbers in it. */
  static String message(LogRecord record) {
    String message = MESSAGES.formatMessage(record);
    Throwable thrown = record.getThrown();
    if (message == null || message.isEmpty()) {
      return thrown == null ? "" : thrown.toString();
    }
    return message.lines().findFirst().orElse("");
  }

  /** Everything, with the stack trace. */
  static String whole(LogRecord record) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.printf(
        "%s %s %s%n%s%n",
        record.getInstant(), level(record), record.getLoggerName(), MESSAGES.formatMessage(record));
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(out);
    }
    return text.toString();
  }
}
