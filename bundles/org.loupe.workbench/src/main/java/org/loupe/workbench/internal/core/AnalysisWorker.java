package org.loupe.workbench.internal.core;

import java.util.concurrent.Executor;

/** Where computations run, one after the other. */
interface AnalysisWorker extends Executor {
  /** Lets what waits run on another thread from now on, for the present one does not come back. */
  void leave();
}
