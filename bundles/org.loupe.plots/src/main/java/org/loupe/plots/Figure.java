package org.loupe.plots;

/**
 * One figure of a result.
 *
 * @param id stable within its method, for files and for comparing: {@code heatmap}
 * @param title what is shown of what: 'Saliency of type, window 394'
 * @param caption what it shows, how sure it is and what it does not say, in one or two sentences
 * @param plot the data and how they are drawn
 */
public record Figure(String id, String title, String caption, Plot plot) {}
