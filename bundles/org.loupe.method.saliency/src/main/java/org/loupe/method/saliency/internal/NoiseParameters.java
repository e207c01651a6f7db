package org.loupe.method.saliency.internal;

import org.loupe.analysis.Parameter;

/**
 * The noise of SmoothGrad.
 *
 * @param samples noisy copies of each window
 * @param stdevs standard deviation of the noise
 */
record NoiseParameters(
    @Parameter(
            name = "n_samples",
            label = "Samples",
            help = "Noisy copies of each window whose gradients are averaged.",
            min = 1,
            max = 100_000,
            when = "variant=smoothgrad")
        int samples,
    @Parameter(
            label = "Noise",
            help = "Standard deviation of the Gaussian noise, in the units of the explained input.",
            min = 0,
            max = 1e6,
            when = "variant=smoothgrad")
        double stdevs) {
  /** 25 samples of a tenth of a unit. */
  static final NoiseParameters DEFAULT = new NoiseParameters(25, 0.1);
}
