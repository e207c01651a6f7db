package org.loupe.method.drift.internal;

/** There is nothing to choose: all parameters of all checkpoints are compared. */
record DriftParameters() {}
