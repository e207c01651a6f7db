/**
 * Whole records as files: their structure as JSON, their long arrays bit by bit as {@code .npz}.
 */
@NullMarked
package org.loupe.project.internal.record;

import org.jspecify.annotations.NullMarked;
