package org.loupe.testkit;

import java.util.ArrayList;
import java.util.List;
import org.loupe.model.Axis;
import org.loupe.model.FloatTensor;
import org.loupe.model.PredictionHead;

/**
 * One prediction head of the linear model on one batch.
 *
 * @param head what the card says
 * @param weights [K,C]
 * @param x the input [n, …, C]; all axes between the first and the channels count as steps. Without
 *     a channel axis, that is with weights of one channel, every number is a step
 */
record LinearHead(PredictionHead head, float[][] weights, FloatTensor x) {

  int windows() {
    return x.axes().get(0).size();
  }

  int classes() {
    return weights.length;
  }

  int channels() {
    return weights[0].length;
  }

  /** Steps of the input. */
  int steps() {
    return x.size() / Math.max(1, windows() * channels());
  }

  /** Steps of the output: those of the input, or one. */
  int outputSteps() {
    return head.isSequence() ? steps() : 1;
  }

  /** The logits or values of a window at an output step. */
  double[] logits(int window, int outputStep) {
    double[] logits = new double[classes()];
    int first = head.isSequence() ? outputStep : 0;
    int last = head.isSequence() ? outputStep : steps() - 1;
    for (int t = first; t <= last; t++) {
      for (int k = 0; k < classes(); k++) {
        for (int c = 0; c < channels(); c++) {
          logits[k] += weights[k][c] * x.values()[(window * steps() + t) * channels() + c];
        }
      }
    }
    return logits;
  }

  /** All logits or values, with the card's axes. */
  FloatTensor output() {
    float[] values = new float[windows() * outputSteps() * classes()];
    int position = 0;
    for (int n = 0; n < windows(); n++) {
      for (int t = 0; t < outputSteps(); t++) {
        for (double logit : logits(n, t)) {
          values[position++] = (float) logit;
        }
      }
    }
    List<Axis> axes = new ArrayList<>();
    axes.add(Axis.of(head.axes().get(0), windows()));
    if (head.isSequence()) {
      axes.add(Axis.of(head.axes().get(1), steps()));
    }
    axes.add(Axis.of(head.axes().get(head.axes().size() - 1), classes()));
    return new FloatTensor(axes, values);
  }
}
