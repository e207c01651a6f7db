package org.loupe.batch.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.model.LoupeException;
import org.loupe.project.StoredResult;

/**
 * What became of a unit.
 *
 * @param unit what was wanted
 * @param result what is there now, or null
 * @param failure why it is not, or null
 */
record Outcome(Unit unit, @Nullable StoredResult result, @Nullable LoupeException failure) {}
