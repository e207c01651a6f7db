package org.loupe.workbench.internal.importing;

/** A page that has something to do before the next one is shown. */
interface Leaving {
  /** Does it; whether the next page may be shown. What went wrong is said on the page. */
  boolean leave();
}
