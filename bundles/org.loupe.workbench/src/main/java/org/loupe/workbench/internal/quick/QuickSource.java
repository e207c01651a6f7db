package org.loupe.workbench.internal.quick;

import java.util.List;

/**
 * Offers entries of one kind. Made on the UI thread each time quick access opens, so that it can
 * take down what only that thread may read; asked on a worker thread.
 */
interface QuickSource {
  /** What its entries are, shown beside them: 'Views'. */
  String kind();

  /**
   * What there is.
   *
   * @param query as typed; most sources give the same for every query, which is then searched
   */
  List<QuickEntry> entries(String query);
}
