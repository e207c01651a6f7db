/**
 * Several plots of the same kind in one: laid over each other, or their difference. Generic: knows
 * the kinds of plots and nothing of what is plotted.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.loupe.plots.compare;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
