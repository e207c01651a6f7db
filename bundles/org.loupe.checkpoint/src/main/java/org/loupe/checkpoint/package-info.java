/**
 * File formats of models and data, read without trusting them: sizes, counts and nesting are
 * bounded before anything is allocated, and nothing in a file is ever executed.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.loupe.checkpoint;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
