package org.loupe.workbench.internal.log;

import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Which entries are shown.
 *
 * @param least the least level
 * @param words looked for in message, source and bundle, whatever their case; empty for all
 */
record LogFilter(Level least, String words) {
  static final LogFilter ALL = new LogFilter(Level.ALL, "");

  boolean shows(LogRecord record, String bundle) {
    if (record.getLevel().intValue() < least.intValue()) {
      return false;
    }
    String text = LogText.message(record) + "\n" + record.getLoggerName() + "\n" + bundle;
    return text.toLowerCase(Locale.ROOT).contains(words.strip().toLowerCase(Locale.ROOT));
  }
}
