package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.List;
import org.loupe.analysis.Result;
import org.loupe.plots.Figure;

/** Tells what was written. */
interface Listing {
  /** Tells nobody. */
  Listing SILENT =
      new Listing() {
        @Override
        public void written(Path folder, Result result, List<Figure> figures) {}

        @Override
        public void end() {}
      };

  /** A result lies in its folder. */
  void written(Path folder, Result result, List<Figure> figures);

  /** All results are written. */
  void end();
}
