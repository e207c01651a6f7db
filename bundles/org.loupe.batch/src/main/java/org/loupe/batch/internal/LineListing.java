package org.loupe.batch.internal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Result;
import org.loupe.plots.Figure;

/**
 * A line per result, its folder, and indented below it a line per finding.
 *
 * @param out where to
 */
record LineListing(PrintStream out) implements Listing {
  @Override
  public void written(Path folder, Result result, List<Figure> figures) {
    out.println(folder);
    for (Finding finding : result.findings()) {
      out.println("  " + finding.sentence());
    }
  }

  @Override
  public void end() {
    out.flush();
  }
}
