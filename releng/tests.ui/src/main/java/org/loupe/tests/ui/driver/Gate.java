package org.loupe.tests.ui.driver;

import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Analyzer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * A method that no machine is fast enough for: while the gate is shut an analysis of many windows
 * ends when it is cancelled, and not before. Installed when it is first asked for.
 */
final class Gate {
  private volatile boolean open;
  private boolean installed;

  /** Opens or shuts it. */
  synchronized String set(String state) {
    open = state.equals("open");
    if (!installed) {
      installed = true;
      BundleContext context = FrameworkUtil.getBundle(Gate.class).getBundleContext();
      context.registerService(Analyzer.class, new GateAnalyzer(this), null);
      context.registerService(AnalysisView.class, new GateView(), null);
    }
    return state;
  }

  boolean isOpen() {
    return open;
  }
}
