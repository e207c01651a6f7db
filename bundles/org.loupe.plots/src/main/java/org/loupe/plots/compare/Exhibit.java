package org.loupe.plots.compare;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.Figure;
import org.loupe.plots.render.Panel;
import org.osgi.annotation.versioning.ConsumerType;

/** What one of several compared checkpoints has to show. */
@ConsumerType
public interface Exhibit {
  /** Its figures, in order; none while there are none. */
  List<Figure> figures();

  /**
   * The panel of a figure beside those of the others.
   *
   * @param figure one of {@link #figures()}, or null for one that only others have: the panel then
   *     says why
   */
  Panel panel(@Nullable Figure figure);

  /** The figure of an id. */
  default Optional<Figure> figure(String id) {
    return figures().stream().filter(figure -> figure.id().equals(id)).findFirst();
  }
}
