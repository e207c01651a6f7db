package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/**
 * Paths of states, the input at the selected step, what each neuron does, how far steps lead, and
 * the wiring. Selected windows and steps are those that people point at in any view.
 */
@Component(service = AnalysisView.class)
public final class StatesView implements AnalysisView<StatesResult> {
  static final String STEPS = "step";
  static final DisplayOption TIME =
      new DisplayOption("time", "Paths coloured by", List.of("time", STEPS));

  @Override
  public String analyzer() {
    return StatesAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Hidden states";
  }

  @Override
  public Class<StatesResult> resultType() {
    return StatesResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(TIME);
  }

  @Override
  public List<DisplayOption> options(StatesResult result) {
    return result.parts().spans().isTime() ? options() : List.of();
  }

  @Override
  public List<Figure> figures(StatesResult result, ViewState state, Selection selection) {
    Shown shown =
        Shown.of(
            result,
            selection,
            result.parts().spans().isTime() && !state.choice(TIME).equals(STEPS));
    List<Figure> figures = new ArrayList<>();
    figures.add(new PathFigures(result, shown).trajectories());
    if (result.parts().means().channels() > 0) {
      figures.add(new InputFigure(result, shown).figure());
    }
    NeuronFigures neurons = new NeuronFigures(result, shown);
    figures.add(neurons.heatmap());
    if (result.parts().transitions().steps() > 0) {
      figures.add(new PathFigures(result, shown).magnitude());
    }
    if (result.neurons().isWired()) {
      figures.add(neurons.wiring());
    }
    figures.add(neurons.activity());
    if (result.plane().shares().length > 0) {
      figures.add(new PathFigures(result, shown).explainedVariance());
    }
    FixedPoints found = result.fixedPoints();
    if (found != null && !found.points().isEmpty()) {
      figures.add(new FixedPointFigure(result, found).figure());
    }
    return figures;
  }
}
