package org.loupe.plots.render;

/**
 * The mark of one of several compared checkpoints: a letter on its colour, the same wherever the
 * checkpoint appears.
 *
 * @param letter one or two letters
 * @param color index into {@link Theme#color(int)}
 */
public record Chip(String letter, int color) {
  /** The chip of the n-th compared checkpoint, from 0: A, B, C and so on. */
  public static Chip of(int index) {
    String letter = String.valueOf((char) ('A' + index % 26));
    return new Chip(index < 26 ? letter : letter + (index / 26 + 1), index);
  }
}
