package org.loupe.testkit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;
import org.loupe.model.Target;
import org.loupe.model.Tensor;

/** A target of the linear model and its gradient in closed form. */
final class FakeTarget {
  private final LinearHead model;
  private final Target target;
  private final @Nullable Tensor truth;

  FakeTarget(LinearHead model, Target target, Batch batch) throws BadInputException {
    this.model = model;
    this.target = target;
    this.truth = batch.targets().get(target.predictionHead());
    Integer step = target.step();
    if (step != null && step >= model.outputSteps()) {
      throw new BadInputException(
          "Step " + step + " is not there; the output has " + model.outputSteps() + " steps.");
    }
    if (target.classChoice() == Target.ClassChoice.TRUE && truth == null) {
      throw new BadInputException(
          "The true values of '" + target.predictionHead() + "' were not read.");
    }
  }

  Evaluation.GradientValues gradient() {
    float[] gradient = new float[model.x().size()];
    float[] objective = new float[model.windows()];
    Integer step = target.step();
    int first = step == null ? 0 : step;
    int last = step == null ? model.outputSteps() - 1 : step;
    for (int n = 0; n < model.windows(); n++) {
      double sum = 0;
      for (int t = first; t <= last; t++) {
        double[] logits = model.logits(n, t);
        double[] slope = new double[model.classes()];
        sum += objective(n, t, logits, slope);
        addGradient(gradient, n, t, slope);
      }
      objective[n] = (float) sum;
    }
    return new Evaluation.GradientValues(new FloatTensor(model.x().axes(), gradient), objective);
  }

  /** The objective at one output step; writes its derivative by the logits into slope. */
  private double objective(int window, int step, double[] logits, double[] slope) {
    if (model.head().kind() == PredictionHead.Kind.REGRESSION
        && target.classChoice() == Target.ClassChoice.PREDICTED) {
      Arrays.fill(slope, 1);
      return Arrays.stream(logits).sum();
    }
    int chosen = chosen(window, step, logits);
    if (chosen < 0 || chosen >= logits.length) {
      return 0;
    }
    double[] probability = softmax(logits);
    switch (target.objective()) {
      case LOGIT -> {
        slope[chosen] = 1;
        return logits[chosen];
      }
      case LOG_PROBABILITY -> {
        for (int k = 0; k < slope.length; k++) {
          slope[k] = (k == chosen ? 1 : 0) - probability[k];
        }
        return Math.log(probability[chosen]);
      }
      case PROBABILITY -> {
        for (int k = 0; k < slope.length; k++) {
          slope[k] = probability[chosen] * ((k == chosen ? 1 : 0) - probability[k]);
        }
        return probability[chosen];
      }
      default -> throw new IllegalStateException("an objective nobody knows");
    }
  }

  private int chosen(int window, int step, double[] logits) {
    return switch (target.classChoice()) {
      case NAMED -> target.classIndex();
      case TRUE -> (int) truth().number(window * model.outputSteps() + step);
      case PREDICTED -> {
        int best = 0;
        for (int k = 1; k < logits.length; k++) {
          best = logits[k] > logits[best] ? k : best;
        }
        yield best;
      }
    };
  }

  private Tensor truth() {
    return java.util.Objects.requireNonNull(truth, "checked when the target was made");
  }

  private void addGradient(float[] gradient, int window, int outputStep, double[] slope) {
    int first = model.head().isSequence() ? outputStep : 0;
    int last = model.head().isSequence() ? outputStep : model.steps() - 1;
    for (int t = first; t <= last; t++) {
      for (int c = 0; c < model.channels(); c++) {
        double sum = 0;
        for (int k = 0; k < slope.length; k++) {
          sum += slope[k] * model.weights()[k][c];
        }
        gradient[(window * model.steps() + t) * model.channels() + c] += (float) sum;
      }
    }
  }

  private static double[] softmax(double[] logits) {
    double greatest = Arrays.stream(logits).max().orElse(0);
    double[] exponentials = Arrays.stream(logits).map(l -> Math.exp(l - greatest)).toArray();
    double sum = Arrays.stream(exponentials).sum();
    return Arrays.stream(exponentials).map(e -> e / sum).toArray();
  }
}
