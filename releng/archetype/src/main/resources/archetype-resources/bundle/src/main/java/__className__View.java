package ${package};

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.model.Progress;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.osgi.service.component.annotations.Component;

/** The drop over the number of steps that are kept; of selected windows, where some are. */
@Component(service = AnalysisView.class)
public final class ${className}View implements AnalysisView<${className}Result> {

  @Override
  public String analyzer() {
    return ${className}Analyzer.ID;
  }

  @Override
  public String title() {
    return "${methodName}";
  }

  @Override
  public Class<${className}Result> resultType() {
    return ${className}Result.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of();
  }

  @Override
  public List<Figure> figures(${className}Result result, ViewState state, Selection selection) {
    int[] numbers = result.provenance().windows();
    Set<Integer> selected = selection.of(Dimension.WINDOW);
    int[] chosen =
        IntStream.range(0, numbers.length).filter(i -> selected.contains(numbers[i])).toArray();
    int[] places = chosen.length == 0 ? IntStream.range(0, numbers.length).toArray() : chosen;
    return List.of(drop(result, places));
  }

  private static Figure drop(${className}Result result, int[] places) {
    int lengths = result.lengths().length;
    float[] drops = new float[places.length * lengths];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(result.drop().values(), places[i] * lengths, drops, i * lengths, lengths);
    }
    Resampling resampling = result.resampling().subset(places);
    Bootstrap.Means means =
        Bootstrap.means(drops, lengths, resampling, result.provenance().seed(), Progress.none());
    int[] numbers = result.provenance().windows();
    String windows =
        resampling.describeWindows(IntStream.of(places).map(place -> numbers[place]).toArray());
    return new Figure(
        "drop",
        "Drop of " + result.head() + " with the last steps alone — " + windows,
        "Mean drop of the log-probability of the classes that are predicted from the whole window,"
            + " when all but the last steps are zero. "
            + resampling.uncertainty(),
        new LineChart(
            new IndexAxis("last steps kept", Dimension.VALUE, result.lengths(), List.of()),
            ValueAxis.signed("drop of the log-probability"),
            List.of(Trace.of("", means.mean()).within(means.low(), means.high())),
            LineChart.Form.LINE,
            List.of()));
  }
}
