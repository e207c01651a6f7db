package org.loupe.plots.render;

import java.util.List;
import java.util.stream.Collectors;
import org.loupe.model.Dimension;

/**
 * What is drawn at a point.
 *
 * @param panel index of the panel
 * @param figure id of its figure
 * @param coordinates one per axis that counts something, the horizontal axis first, or what a point
 *     is; of small multiples first those of the grid; empty where nothing is counted
 * @param column place on the horizontal axis, or what stands for it where points are walked
 *     through; −1 where there is none
 * @param row the same of the vertical axis
 * @param value the value in words: '0.0031', 'missing', 'early 0.21, late 0.4'
 * @param mark the cell, bar or place that was hit
 * @param body the whole plot area around it
 */
public record Hit(
    int panel,
    String figure,
    List<Coordinate> coordinates,
    int column,
    int row,
    String value,
    Bounds mark,
    Bounds body) {
  /** Copies the list. */
  public Hit {
    coordinates = List.copyOf(coordinates);
  }

  /**
   * A position along one axis.
   *
   * @param dimension what the axis counts
   * @param position the number behind the place, for selecting it elsewhere
   * @param axis the axis' title: 'channel'
   * @param name the place's name: 'spindle_load'
   */
  public record Coordinate(Dimension dimension, int position, String axis, String name) {}

  /** All of it in one line, to be read aloud: 'time step 12, channel spindle_load: 0.0031'. */
  public String text() {
    String where =
        coordinates.stream()
            .map(c -> c.axis().isEmpty() ? c.name() : c.axis() + " " + c.name())
            .collect(Collectors.joining(", "));
    return where.isEmpty() ? value : where + ": " + value;
  }
}
