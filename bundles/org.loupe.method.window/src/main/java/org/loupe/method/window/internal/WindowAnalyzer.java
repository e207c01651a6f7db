package org.loupe.method.window.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Subject;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Evaluation;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.osgi.service.component.annotations.Component;

/** Shows a single window: what went in, what came out, and what should have. */
@Component(service = Analyzer.class)
public final class WindowAnalyzer implements Analyzer<WindowParameters, WindowResult> {
  static final String ID = "window";

  private static final Info INFO =
      new Info(
          ID,
          "Window",
          "The signals of one window in physical units, and what is true and predicted at every step.",
          "It shows what the model says, not why; and one window may be an exception.",
          "",
          "1",
          List.of(Info.Need.EXPLAINED_INPUT, Info.Need.PREDICTION_HEAD));

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<WindowParameters> parameterType() {
    return WindowParameters.class;
  }

  @Override
  public Class<WindowResult> resultType() {
    return WindowResult.class;
  }

  @Override
  public boolean isOfOneWindow() {
    return true;
  }

  @Override
  public WindowParameters defaults(Subject subject) {
    ModelCard card = subject.card();
    TargetParameters target = TargetParameters.defaults(card);
    return new WindowParameters(
        card.explain().get(0),
        target.predictionHead(),
        TargetParameters.ALL,
        Decoding.TEACHER_FORCED);
  }

  @Override
  public WindowResult analyze(Subject subject, WindowParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    ModelCard card = subject.card();
    if (subject.windows().size() != 1) {
      throw new BadInputException(
          "This shows one window at a time, and "
              + subject.windows().size()
              + " are chosen; choose one, for example --windows 0.");
    }
    if (!card.explain().contains(parameters.wrt())) {
      throw new BadInputException(
          "Input '"
              + parameters.wrt()
              + "' is not one whose signals are shown; the card lists "
              + String.join(", ", card.explain())
              + " under 'explain'.");
    }
    BatchSource inputs = subject.inputs(parameters.decoding(), List.of());
    Batch batch = inputs.read(0, 1);
    Signals signals = SignalReading.read(card, parameters.wrt(), batch);
    ModelSession session = subject.session();
    List<Evaluation> evaluations = new ArrayList<>();
    String[] heads = card.heads().stream().map(PredictionHead::name).toArray(String[]::new);
    ModelSession.Report report =
        session.evaluate(inputs, Query.outputs(heads), evaluations::add, progress.named(ID));
    List<Predictions> predictions = new ArrayList<>();
    for (int i = 0; i < card.heads().size(); i++) {
      predictions.add(PredictionReading.read(subject, i, evaluations.get(0)));
    }
    Explained explained = Explained.of(parameters, predictions);
    return WindowResult.of(
        Provenance.of(INFO, parameters, subject, session, report.microBatch(), started),
        signals,
        predictions,
        TokenNames.read(subject),
        explained,
        card.generation() != null && parameters.decoding() == Decoding.FREE_RUNNING);
  }
}
