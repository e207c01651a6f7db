/**
 * From what training left to a project: data become a dataset, a card is drafted with every guess
 * marked, and the model is checked on the data before anyone goes on.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.loupe.project.imports;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
