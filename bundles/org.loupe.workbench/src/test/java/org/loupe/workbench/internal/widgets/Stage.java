package org.loupe.workbench.internal.widgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.workbench.internal.core.Bench;
import org.loupe.workbench.internal.core.TestCore;
import org.loupe.workbench.internal.core.WorkbenchCore;

/** A window with a part in it, for tests; skips them where there is no display. */
public final class Stage implements AutoCloseable {
  private static final long PATIENCE_MS = 120_000;
  private static final long SETTLED_MS = 150;

  private final TestCore test;
  private final Shell shell;

  /** Opens an empty window. */
  public Stage() {
    assumeTrue(
        System.getenv("DISPLAY") != null && !System.getenv("DISPLAY").isEmpty(),
        "there is no display: DISPLAY is not set");
    shell = new Shell(Display.getDefault(), SWT.SHELL_TRIM);
    shell.setLayout(new FillLayout());
    shell.setSize(900, 700);
    test = new TestCore(new BarView());
    until(() -> core().workspace().facts().get().value().isPresent());
  }

  /** The window. */
  public Shell shell() {
    return shell;
  }

  /** What parts are given; a project of two checkpoints and ten windows is open. */
  public WorkbenchCore core() {
    return test.core();
  }

  /** What the method 'test' does while it computes. */
  public void work(Bench.Work work) {
    test.work(work);
  }

  /** Lets the dataset be refused from now on. */
  public void refuseDataset(String sentence) {
    test.refuseDataset(sentence);
  }

  /** Shows the window. */
  public void open() {
    shell.open();
    shell.layout(true, true);
  }

  /** Lets the window work until the condition holds; fails if it never does. */
  public void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      if (!shell.getDisplay().readAndDispatch()) {
        pause();
      }
    }
    assertThat(condition.getAsBoolean()).as("what the test waits for").isTrue();
  }

  /** Lets the window work until it has had nothing to do for a moment. */
  public void settle() {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
    long idle = System.nanoTime();
    while (System.nanoTime() < Math.min(end, idle + SETTLED_MS * 1_000_000)) {
      if (shell.getDisplay().readAndDispatch()) {
        idle = System.nanoTime();
      } else {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The widget of that id. */
  public <C extends Control> C find(String id, Class<C> type) {
    return type.cast(
        find(shell, id).orElseThrow(() -> new AssertionError("there is no widget " + id)));
  }

  /** The widget of that id in another window. */
  public <C extends Control> C find(Shell window, String id, Class<C> type) {
    return type.cast(
        find((Composite) window, id)
            .orElseThrow(() -> new AssertionError("there is no widget " + id)));
  }

  /** Whether a widget of that id is there and visible. */
  public boolean shows(String id) {
    return find(shell, id).filter(Control::getVisible).isPresent();
  }

  private static Optional<Control> find(Composite parent, String id) {
    for (Control child : parent.getChildren()) {
      if (id.equals(child.getData(Ids.KEY))) {
        return Optional.of(child);
      }
      Optional<Control> found =
          child instanceof Composite composite ? find(composite, id) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    shell.dispose();
    test.close();
  }

  /** Bars of two channels. */
  public static final class BarView implements AnalysisView<Bench.TestResult> {
    private static final DisplayOption SIGN =
        new DisplayOption("sign", "Sign", List.of("signed", "absolute"));

    @Override
    public String analyzer() {
      return "test";
    }

    @Override
    public String title() {
      return "Test";
    }

    @Override
    public Class<Bench.TestResult> resultType() {
      return Bench.TestResult.class;
    }

    @Override
    public List<DisplayOption> options() {
      return List.of(SIGN, new DisplayOption("of", "Of", List.of("first")));
    }

    @Override
    public List<DisplayOption> options(Bench.TestResult result) {
      return List.of(SIGN, new DisplayOption("of", "Of", List.of("param_type", "type")));
    }

    @Override
    public List<Figure> figures(Bench.TestResult result, ViewState state, Selection selection) {
      return List.of(
          new Figure(
              "bars",
              "Bars of " + result.provenance().checkpoint(),
              "Two bars, " + state.choice(SIGN) + ".",
              new BarChart(
                  IndexAxis.named("channel", Dimension.CHANNEL, List.of("a", "b")),
                  ValueAxis.of("mean"),
                  List.of(Trace.of("", new double[] {2, 1})),
                  true,
                  List.of())));
    }
  }
}
