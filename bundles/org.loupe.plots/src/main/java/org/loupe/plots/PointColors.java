package org.loupe.plots;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What the colours of points mean. */
@ProviderType
public sealed interface PointColors {

  /** All points are alike. */
  record Same() implements PointColors {}

  /**
   * Points belong to categories, each with a colour of the palette.
   *
   * @param title what the categories are: 'label'
   * @param category one per point: index of a name, or −1 for none; shared, not copied
   * @param names of the categories
   */
  record Categories(String title, int[] category, List<String> names) implements PointColors {
    /** Copies the names. */
    public Categories {
      names = List.copyOf(names);
      for (int each : category) {
        if (each < -1 || each >= names.size()) {
          throw new IllegalArgumentException(
              "category " + each + " of a point, but there are " + names.size() + " names");
        }
      }
    }
  }

  /**
   * Points have a value that a colour bar explains.
   *
   * @param axis what the values mean, with the colour map if it is not the theme's
   * @param values one per point; NaN is missing; shared, not copied
   */
  record Values(ValueAxis axis, float[] values) implements PointColors {}
}
