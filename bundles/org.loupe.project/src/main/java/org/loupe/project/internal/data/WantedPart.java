package org.loupe.project.internal.data;

import java.util.ArrayList;
import java.util.List;
import org.loupe.model.ArrayReference;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;

/**
 * The part of a dataset's array that a reference names, of some windows.
 *
 * @param width size of the array's last axis; 1 if it has one number per window
 * @param from the first position of the last axis
 * @param to after the last position of the last axis
 * @param axes of the part
 */
public record WantedPart(int width, int from, int to, List<Axis> axes) {

  /** Of an array of a shape. */
  public static WantedPart of(int[] shape, ArrayReference reference, int windows) {
    int width = shape.length == 1 ? 1 : shape[shape.length - 1];
    int from = reference.start(width);
    int to = reference.end(width);
    List<Axis> axes = new ArrayList<>(List.of(Axis.of(Dimension.WINDOW, windows)));
    for (int i = 1; i < shape.length; i++) {
      axes.add(new Axis("axis" + i, Dimension.VALUE, i == shape.length - 1 ? to - from : shape[i]));
    }
    return new WantedPart(width, from, to, axes);
  }

  /** That a dataset has no array of that name. */
  public static BadInputException missing(Dataset dataset, ArrayReference reference) {
    return new BadInputException(
        "Dataset '"
            + dataset.name()
            + "' has no array '"
            + reference.array()
            + "'; it has "
            + dataset.arrays().keySet()
            + ".");
  }
}
