package org.loupe.analysis;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end
 * @param level 0.95 for 95 %
 * @param method how it was made: '1000 bootstrap resamples of 15 recordings'
 */
public record Interval(double low, double high, double level, String method) {}
