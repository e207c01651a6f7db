package org.loupe.method.window.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.osgi.service.component.annotations.Component;

/**
 * Signals of the selected channels, predictions beneath them, and all channels to select from.
 * Channels of one unit share a figure.
 */
@Component(service = AnalysisView.class)
public final class WindowView implements AnalysisView<WindowResult> {
  static final DisplayOption CHANNELS =
      new DisplayOption("channels", "Channels", List.of("selected", "their groups"));
  static final DisplayOption TIME =
      new DisplayOption("time", "Time in", List.of("seconds", "steps"));

  @Override
  public String analyzer() {
    return WindowAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Window";
  }

  @Override
  public Class<WindowResult> resultType() {
    return WindowResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(CHANNELS, TIME);
  }

  @Override
  public List<DisplayOption> options(WindowResult result) {
    List<DisplayOption> options = new ArrayList<>();
    if (!result.signals().names().groups().isEmpty()) {
      options.add(CHANNELS);
    }
    if (result.signals().seconds() != null) {
      options.add(TIME);
    }
    return options;
  }

  @Override
  public List<Figure> figures(WindowResult result, ViewState state, Selection selection) {
    Set<Integer> selected = selection.of(Dimension.CHANNEL);
    ShownChannels shown =
        ShownChannels.of(result.signals(), selected, state.choice(CHANNELS).equals("their groups"));
    boolean seconds = state.choice(TIME).equals("seconds") && result.signals().seconds() != null;
    List<Figure> figures = new ArrayList<>(new SignalFigures(result, shown, seconds).all());
    figures.addAll(new PredictionFigures(result).all());
    figures.add(new SignalFigures(result, shown, seconds).channels());
    return figures;
  }
}
