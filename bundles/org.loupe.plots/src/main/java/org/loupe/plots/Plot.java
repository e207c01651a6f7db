package org.loupe.plots;

/** Typed data and the way they are drawn. */
public sealed interface Plot permits HeatMap, BarChart, LineChart, Histogram {}
