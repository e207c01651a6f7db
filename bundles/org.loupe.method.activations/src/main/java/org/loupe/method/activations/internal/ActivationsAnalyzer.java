package org.loupe.method.activations.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Info;
import org.loupe.analysis.ModuleOutputs;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.osgi.service.component.annotations.Component;

/** What the units of a model's layers do, over all steps of all windows. */
@Component(service = Analyzer.class)
public final class ActivationsAnalyzer
    implements Analyzer<ActivationsParameters, ActivationsResult> {
  static final String ID = "activations";

  /** Single precision numbers that a window and layer take: sums, and ratios of them. */
  private static final int NUMBERS = 14;

  private static final Info INFO =
      new Info(
              ID,
              "Activations",
              "How large and how spread the activations of every layer are, how many are zero, and which units never do anything or are stuck.",
              "It shows what units do on these windows, not whether the model needs them; that takes an ablation.",
              "X. Glorot, Y. Bengio: Understanding the difficulty of training deep feedforward neural networks, 2010; M. Lechner et al.: Neural circuit policies enabling auditable autonomy, 2020",
              "2",
              List.of())
          .in(Info.NCP);

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<ActivationsParameters> parameterType() {
    return ActivationsParameters.class;
  }

  @Override
  public Class<ActivationsResult> resultType() {
    return ActivationsResult.class;
  }

  @Override
  public ActivationsParameters defaults(Subject subject) {
    return new ActivationsParameters(
        ModuleOutputs.ALL, ActivationsParameters.Source.AUTO, 1e-6, Decoding.TEACHER_FORCED);
  }

  @Override
  public ActivationsResult analyze(
      Subject chosen, ActivationsParameters parameters, Progress progress) throws LoupeException {
    long started = System.nanoTime();
    FiniteSubject subject = FiniteSubject.of(chosen, progress);
    Resampling resampling = Resampling.of(subject);
    ModelSession session = subject.session();
    BatchSource inputs = subject.inputs(parameters.decoding(), List.of());
    progress.named(ID).report(ID, 0, inputs.size());
    LayerSource source = LayerSource.of(subject.card(), session, inputs, parameters);
    PerWindow.requireRoom(inputs.size(), (long) NUMBERS * source.layers().size());
    LayerSink collection = LayerSink.of(source, inputs.size(), parameters.epsilon());
    ModelSession.Report report =
        subject.forward(
            parameters.decoding(), List.of(), source.query(), collection, progress.named(ID));
    for (LayerStatistics layer : collection.layers()) {
      // What is no layer is told before anything is made of the others.
      layer.units();
    }
    List<LayerSummary> summaries =
        LayerSummary.of(
            collection.byWindow(),
            IntStream.range(0, inputs.size()).toArray(),
            resampling,
            subject.seed(),
            progress);
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < summaries.size(); l++) {
      LayerStatistics layer = collection.layers().get(l);
      layers.add(Layer.of(layer, summaries.get(l), source.types().getOrDefault(layer.layer(), "")));
    }
    requireFinite(layers);
    SecondLook second =
        SecondLook.of(
            layers,
            source,
            session,
            inputs,
            subject.card().explain(),
            parameters.epsilon(),
            progress.named("second look"));
    return ActivationsResult.of(
        Provenance.of(INFO, parameters, subject, session, report.microBatch(), started),
        new ActivationsResult.Seen(
            source.describe(),
            parameters.epsilon(),
            subject.card().wiring() != null,
            resampling,
            collection.byWindow(),
            second),
        layers,
        subject.findings());
  }

  private static void requireFinite(List<Layer> layers) throws BadInputException {
    if (layers.stream().allMatch(layer -> Double.isNaN(layer.summary().mean()))) {
      throw new BadInputException(
          "Every activation of "
              + (layers.size() == 1
                  ? "layer '" + layers.get(0).name() + "'"
                  : "the " + layers.size() + " layers")
              + " is NaN or infinite; look for a weight that is, or choose another checkpoint.");
    }
  }
}
