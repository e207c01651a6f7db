/**
 * What figures say: typed data with axes, described once and rendered to pixels and to SVG alike.
 *
 * <p>A view describes a {@link org.loupe.plots.Figure}; nobody draws by hand. Because the data are
 * typed and figures have stable ids, the same figure of several checkpoints can be put side by
 * side, or subtracted, without knowing the method it came from. The words follow Nebula
 * Visualization where it has one (trace, annotation, intensity graph, colour map).
 */
@Export
@Version("1.0.0")
@NullMarked
package org.loupe.plots;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
