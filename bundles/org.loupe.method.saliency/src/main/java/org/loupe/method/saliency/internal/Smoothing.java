package org.loupe.method.saliency.internal;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.loupe.analysis.RandomStreams;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Target;

/**
 * SmoothGrad (D. Smilkov, N. Thorat, B. Kim, F. Viégas, M. Wattenberg, 2017): the mean gradient
 * over copies with Gaussian noise. All samples of all windows are one stream; a window's noise
 * depends on nothing but the seed, its number and the sample.
 *
 * @param target of classes that stay the same under noise
 * @param windows with these classes
 * @param numbers of the windows in the dataset
 * @param first the first window's value, [1, …]
 * @param collector takes the attributions
 */
record Smoothing(
    ModelSession session,
    Place place,
    Target target,
    BatchSource windows,
    int[] numbers,
    FloatTensor first,
    NoiseParameters parameters,
    long seed,
    Collector collector) {

  /** Averages; says how many windows were evaluated at once. */
  int run(Progress progress) throws LoupeException {
    int length = first.size();
    Place.Variants variants =
        place.variants(
            windows,
            parameters.samples(),
            collector.values(),
            first,
            target,
            (window, variant, values, offset) -> {
              SplittableRandom random = RandomStreams.of(seed, numbers[window], variant);
              for (int e = 0; e < length; e++) {
                values[offset + e] += (float) (parameters.stdevs() * random.nextGaussian());
              }
            });
    double[] weights = new double[parameters.samples()];
    Arrays.fill(weights, 1.0 / weights.length);
    WeightedSum sink =
        new WeightedSum(
            weights,
            length,
            (window, sum, objectives) -> {
              for (int e = 0; e < length; e++) {
                collector.put(window * length + e, (float) sum[e]);
              }
            });
    return session
        .evaluate(
            variants.source(),
            variants.query(),
            sink,
            progress.named("smoothgrad, " + weights.length + " samples"))
        .microBatch();
  }
}
