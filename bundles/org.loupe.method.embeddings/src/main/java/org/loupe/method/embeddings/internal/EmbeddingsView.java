package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/** Windows as points, coloured by choice; variance of the components; how well labels are told. */
@Component(service = AnalysisView.class)
public final class EmbeddingsView implements AnalysisView<EmbeddingsResult> {
  static final String PREDICTION = "prediction";
  static final String ERROR = "error";
  static final String NONE = "nothing";
  private static final String LABEL = "label: ";

  @Override
  public String analyzer() {
    return EmbeddingsAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Embeddings";
  }

  @Override
  public Class<EmbeddingsResult> resultType() {
    return EmbeddingsResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(option(List.of(NONE)));
  }

  @Override
  public List<DisplayOption> options(EmbeddingsResult result) {
    List<String> choices = new ArrayList<>();
    result.labels().forEach(label -> choices.add(LABEL + label.name()));
    if (result.head() != null) {
      choices.addAll(List.of(PREDICTION, ERROR));
    }
    choices.add(NONE);
    return List.of(option(choices));
  }

  private static DisplayOption option(List<String> choices) {
    return new DisplayOption("colour", "Colour by", choices);
  }

  @Override
  public List<Figure> figures(EmbeddingsResult result, ViewState state, Selection selection) {
    String color = state.choice(options(result).get(0));
    EmbeddingsFigures figures = new EmbeddingsFigures(result);
    return List.of(
        figures.projection(color.startsWith(LABEL) ? color.substring(LABEL.length()) : "", color),
        figures.explainedVariance(),
        figures.quality());
  }
}
