package org.loupe.method.summary.internal;

/** There is nothing to choose: a summary says what the results at hand say. */
record SummaryParameters() {}
