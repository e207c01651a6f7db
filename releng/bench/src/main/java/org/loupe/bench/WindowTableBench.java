package org.loupe.bench;

import static org.loupe.bench.RuntimeBench.median;
import static org.loupe.bench.RuntimeBench.print;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;
import org.loupe.project.WindowTable;
import org.loupe.workbench.internal.core.HeadOutcome;
import org.loupe.workbench.internal.core.Told;
import org.loupe.workbench.internal.core.WindowFacts;
import org.loupe.workbench.internal.core.WindowOutcomes;
import org.loupe.workbench.internal.windows.WindowFilter;
import org.loupe.workbench.internal.windows.WindowGrid;
import org.loupe.workbench.internal.windows.WindowOrder;

/**
 * Measures the table of windows with 100 000 rows of 13 columns: what filtering and sorting take on
 * their worker, how long the table is busy with other rows and other columns, and how long a step
 * of scrolling takes until it is painted. Needs a display.
 */
public final class WindowTableBench {
  private static final int ROWS = 100_000;
  private static final int ROUNDS = 7;
  private static final int STEPS = 1_000;
  private static final double NANOS = 1e6;
  private static final long LONGEST = 1_000_000_000L;

  private WindowTableBench() {}

  /** As many windows as are wanted, without any array. */
  private record Numbers(int size) implements Dataset {
    @Override
    public String name() {
      return "numbers";
    }

    @Override
    public String sha256() {
      return "numbers";
    }

    @Override
    public Map<String, ArrayInfo> arrays() {
      return Map.of("x", new ArrayInfo(ElementType.FLOAT32, new int[] {size}));
    }

    @Override
    public Tensor read(ArrayReference array, int[] windows) throws BadInputException {
      throw new BadInputException("There is nothing to read.");
    }
  }

  /** Something that is measured. */
  private interface Work {
    void run() throws BadInputException;
  }

  /** Runs it; takes no arguments. */
  public static void main(String[] arguments) throws BadInputException {
    WindowFacts facts = facts();
    print("table of %d windows, %d columns", ROWS, facts.columns().size() + 1);
    for (String filter :
        List.of("operation=face", "face", "error(type)", "operation=face & confidence(type)<0.3")) {
      measure("filter " + filter, () -> WindowFilter.apply(filter, facts));
    }
    int[] all = IntStream.range(0, ROWS).toArray();
    for (String column : List.of("operation", "confidence(type)", "prediction(type)", "flipped")) {
      WindowOrder order = new WindowOrder(column, true);
      measure("sort by " + column, () -> order.apply(all, facts));
    }
    table(facts, all);
  }

  private static void table(WindowFacts facts, int[] all) throws BadInputException {
    Display display = Display.getDefault();
    Shell shell = new Shell(display, SWT.SHELL_TRIM);
    shell.setLayout(new FillLayout());
    shell.setSize(1400, 400);
    WindowGrid grid = new WindowGrid(shell, (current, windows) -> {}, () -> {}, title -> {});
    shell.open();
    measure(
        "show all columns",
        () -> {
          grid.setColumns(List.of());
          grid.setColumns(facts.columns());
          work(display);
        });
    int[] other = new WindowOrder("confidence(type)", true).apply(all, facts);
    measure(
        "show other rows",
        () -> {
          grid.setRows(all, ROWS);
          work(display);
          grid.setRows(other, ROWS);
          work(display);
        });
    scroll(grid.control(), display);
    shell.dispose();
    display.dispose();
  }

  /** A step is done when the row at the top has been asked for, which is when it is painted. */
  private static void scroll(Table table, Display display) {
    int[] latest = {-1};
    table.addListener(SWT.SetData, event -> latest[0] = Math.max(latest[0], event.index));
    double[] steps = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      int top = (int) ((step + 0.5) * ROWS / STEPS);
      long begin = System.nanoTime();
      table.setTopIndex(top);
      while (latest[0] < top && System.nanoTime() - begin < LONGEST) {
        if (!display.readAndDispatch()) {
          Thread.onSpinWait();
        }
      }
      steps[step] = (System.nanoTime() - begin) / NANOS;
    }
    Arrays.sort(steps);
    print(
        "%-48s %8.1f ms median, %.1f of 99 %%, %.1f at most",
        STEPS + " steps of scrolling, each",
        steps[STEPS / 2],
        steps[STEPS * 99 / 100],
        steps[STEPS - 1]);
  }

  private static void work(Display display) {
    while (display.readAndDispatch()) {
      // Paints what there is to paint.
    }
  }

  private static void measure(String what, Work work) throws BadInputException {
    double[] times = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      work.run();
      times[round] = (System.nanoTime() - begin) / NANOS;
    }
    print("%-48s %8.1f ms", what, median(times));
  }

  private static WindowFacts facts() {
    Random random = new Random(1);
    List<String> names = List.of("adaptive", "face", "pocket", "face mill", "drill");
    List<String> labels =
        IntStream.range(0, ROWS).mapToObj(i -> names.get(random.nextInt(names.size()))).toList();
    long[] recordings = IntStream.range(0, ROWS).mapToLong(i -> i / 39).toArray();
    Dataset dataset = new Numbers(ROWS);
    WindowTable table =
        new WindowTable(Windows.all(dataset), recordings, Map.of("operation", labels));
    return new WindowFacts(
        dataset,
        Optional.of(table),
        Told.of(ROWS, List.of(outcomes("late", random), outcomes("early", random))));
  }

  private static WindowOutcomes outcomes(String checkpoint, Random random) {
    Map<String, HeadOutcome> heads = new LinkedHashMap<>();
    heads.put("type", outcome("type", 1, random));
    heads.put("operation", outcome("operation", 1, random));
    heads.put("command", outcome("command", 32, random));
    return new WindowOutcomes(checkpoint, Map.of(), heads);
  }

  private static HeadOutcome outcome(String name, int steps, Random random) {
    PredictionHead head =
        new PredictionHead(
            name,
            null,
            PredictionHead.Kind.CATEGORICAL,
            steps == 1
                ? List.of(Dimension.WINDOW, Dimension.CLASS)
                : List.of(Dimension.WINDOW, Dimension.TOKEN, Dimension.CLASS),
            List.of("a", "b", "c", "d"),
            null,
            List.of());
    float[][] values = new float[3][ROWS * steps];
    for (int i = 0; i < ROWS * steps; i++) {
      values[0][i] = random.nextInt(4);
      values[1][i] = random.nextInt(4);
      values[2][i] = random.nextFloat();
    }
    BitSet counted = new BitSet();
    counted.set(0, ROWS * steps);
    return new HeadOutcome(
        head,
        steps,
        1,
        IntStream.range(0, ROWS).toArray(),
        values[0],
        values[1],
        values[2],
        counted);
  }
}
