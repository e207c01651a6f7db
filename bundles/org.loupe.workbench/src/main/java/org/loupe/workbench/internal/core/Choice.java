package org.loupe.workbench.internal.core;

/**
 * One of the values that a parameter may have.
 *
 * @param value as it is written in files and on the command line
 * @param words as people read it
 */
public record Choice(String value, String words) {
  static Choice plain(String value) {
    return new Choice(value, value);
  }
}
