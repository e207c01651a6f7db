package org.loupe.plots;

/**
 * A dashed reference line across a plot at a value.
 *
 * @param label shown in the legend: 'mean 0.0021'
 * @param value where it stands on the value axis
 */
public record Annotation(String label, double value) {}
