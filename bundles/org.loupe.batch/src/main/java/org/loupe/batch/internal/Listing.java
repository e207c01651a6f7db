package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.List;
import org.loupe.analysis.Result;
import org.loupe.plots.Figure;

/** Tells what was written. */
interface Listing {
  /** A result lies in its folder. */
  void written(Path folder, Result result, List<Figure> figures);

  /** All results are written. */
  void end();
}
