package org.loupe.method.heads.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Tensor;
import org.loupe.model.TokenCard;
import org.osgi.service.component.annotations.Component;

/**
 * How right and how sure every prediction head is, in one forward over the windows. Calibration as
 * C. Guo, G. Pleiss, Y. Sun, K. Weinberger: On Calibration of Modern Neural Networks, 2017.
 */
@Component(service = Analyzer.class)
public final class HeadsAnalyzer implements Analyzer<HeadsParameters, HeadsResult> {
  static final String ID = "heads";

  private static final Info INFO =
      new Info(
          ID,
          "Prediction heads",
          "How often each prediction head is right and how sure it is, beside what could be said without the model, and which of them err together.",
          "It compares with the true values of these windows: it says nothing of other recordings, nor why a prediction is wrong.",
          "C. Guo, G. Pleiss, Y. Sun, K. Weinberger: On Calibration of Modern Neural Networks, 2017",
          "1",
          List.of(Info.Need.PREDICTION_HEAD));

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<HeadsParameters> parameterType() {
    return HeadsParameters.class;
  }

  @Override
  public Class<HeadsResult> resultType() {
    return HeadsResult.class;
  }

  @Override
  public HeadsParameters defaults(Subject subject) {
    return new HeadsParameters(true, Correlation.POSITIONS, false, Decoding.TEACHER_FORCED);
  }

  @Override
  public HeadsResult analyze(Subject subject, HeadsParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    ModelCard card = subject.card();
    int windows = subject.windows().size();
    if (windows == 0) {
      throw new BadInputException("There are no windows to analyse; choose at least one.");
    }
    if (parameters.inputBaselines() && card.explain().isEmpty()) {
      throw new BadInputException(
          "There is no input to zero or to shuffle, since the card lists none under 'explain'; list one, or leave input_baselines false.");
    }
    Resampling resampling = Resampling.of(subject);
    ModelSession session = subject.session();
    // Opening the model is no measure of how long the windows take.
    progress.named(ID).report(ID, 0, windows);
    Gathered gathered = Gathered.of(card, windows);
    List<String> known =
        card.heads().stream()
            .filter(head -> HeadPredictions.hasTruth(head, subject))
            .map(PredictionHead::name)
            .toList();
    String[] names = card.heads().stream().map(PredictionHead::name).toArray(String[]::new);
    ModelSession.Report report =
        subject.forward(
            parameters.decoding(), known, Query.outputs(names), gathered, progress.named(ID));
    Summary.Material material = material(subject, parameters, gathered, progress);
    Summary summary =
        Summary.of(
            material,
            subject.windows().numbers(),
            IntStream.range(0, windows).toArray(),
            resampling,
            subject.seed(),
            progress);
    Provenance provenance =
        Provenance.of(INFO, parameters, subject, session, report.microBatch(), started);
    return HeadsResult.of(provenance, parameters, material, summary);
  }

  private static Summary.Material material(
      Subject subject, HeadsParameters parameters, Gathered gathered, Progress progress)
      throws LoupeException {
    Gathered zeroed = null;
    Gathered shuffled = null;
    if (parameters.inputBaselines()) {
      InputBaselines baselines = new InputBaselines(subject, parameters);
      zeroed = baselines.zeroed(progress);
      shuffled = baselines.shuffled(progress);
    }
    List<Observed> heads = new ArrayList<>();
    for (int h = 0; h < gathered.classes().size(); h++) {
      HeadPredictions said = gathered.classes().get(h);
      heads.add(
          new Observed(
              Said.of(said),
              said.counted(parameters.masked(), subject),
              zeroed == null ? null : Said.of(zeroed.classes().get(h)),
              shuffled == null ? null : Said.of(shuffled.classes().get(h))));
    }
    List<boolean[]> compared = new ArrayList<>();
    List<HeadValues> values =
        gathered.values().stream().map(HeadValues.Gathering::gathered).toList();
    for (HeadValues head : values) {
      compared.add(head.compared(parameters.masked(), subject));
    }
    return new Summary.Material(
        List.copyOf(heads), values, compared, padded(subject), parameters.errorCorrelation());
  }

  /** Per true token whether it is padding; null where the card or the dataset does not say. */
  private static boolean @Nullable [] padded(Subject subject) throws BadInputException {
    TokenCard tokens = subject.card().tokens();
    if (tokens == null
        || tokens.pad() == null
        || !subject.windows().dataset().arrays().containsKey(tokens.target().array())) {
      return null;
    }
    Tensor truth = subject.windows().dataset().read(tokens.target(), subject.windows().numbers());
    boolean[] padded = new boolean[truth.size()];
    for (int i = 0; i < padded.length; i++) {
      padded[i] = truth.number(i) == tokens.pad();
    }
    return padded;
  }
}
