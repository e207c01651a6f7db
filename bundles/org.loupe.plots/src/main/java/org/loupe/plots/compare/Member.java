package org.loupe.plots.compare;

import org.loupe.plots.Plot;

/**
 * One of several plots that are laid over each other.
 *
 * @param name whose plot it is, for the legend
 * @param color its place in the theme's palette
 * @param plot what it shows
 */
public record Member(String name, int color, Plot plot) {}
