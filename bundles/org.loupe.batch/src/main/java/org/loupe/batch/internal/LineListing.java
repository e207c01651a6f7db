package org.loupe.batch.internal;

import java.io.PrintStream;
import org.loupe.analysis.Finding;
import org.loupe.project.StoredResult;

/**
 * A line per result, its folder, and indented below it a line per finding.
 *
 * @param out where to
 */
record LineListing(PrintStream out) implements Listing {
  @Override
  public void written(StoredResult result) {
    out.println(result.folder());
    for (Finding finding : result.findings()) {
      out.println("  " + finding.sentence());
    }
  }

  @Override
  public void end() {
    out.flush();
  }
}
