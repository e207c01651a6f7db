package org.loupe.batch.internal;

import org.loupe.project.StoredResult;

/** Tells of results. */
interface Listing {
  /** Tells nobody. */
  Listing SILENT =
      new Listing() {
        @Override
        public void written(StoredResult result) {}

        @Override
        public void end() {}
      };

  /** A result lies in its folder. */
  void written(StoredResult result);

  /** All results are there. */
  void end();
}
