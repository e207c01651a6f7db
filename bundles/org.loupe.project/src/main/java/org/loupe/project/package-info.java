/**
 * Projects, model cards, datasets and results on disk.
 *
 * <p>Everything that comes from outside is checked here before anyone computes with it; everything
 * that is written is written to a temporary file first and then moved.
 */
@Export
@Version("1.3.0")
@NullMarked
package org.loupe.project;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
