package org.loupe.plots.render;

/**
 * One entry of a legend.
 *
 * @param label what it stands for
 * @param rgb its colour
 * @param line whether it is a dashed reference line, else a swatch
 */
record LegendEntry(String label, int rgb, boolean line) {}
