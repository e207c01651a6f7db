package org.loupe.analysis;

import org.jspecify.annotations.Nullable;

/**
 * A single number with its uncertainty.
 *
 * @param name stable within the method: {@code mean_saliency}
 * @param label shown to people
 * @param value NaN if it could not be computed
 * @param interval 95 %, or null where it has none
 */
public record Scalar(String name, String label, double value, @Nullable Interval interval) {}
