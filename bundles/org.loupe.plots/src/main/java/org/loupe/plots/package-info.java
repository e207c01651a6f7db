/**
 * What figures say: typed data with axes, described once and rendered to pixels and to SVG alike.
 *
 * <ul>
 *   <li>matrices: {@link org.loupe.plots.HeatMap}, {@link org.loupe.plots.Matrix} with its values
 *       printed;
 *   <li>values over what is counted: {@link org.loupe.plots.BarChart}, {@link
 *       org.loupe.plots.LineChart};
 *   <li>values over values: {@link org.loupe.plots.XYGraph}, also of smooth densities, {@link
 *       org.loupe.plots.Scatter}, {@link org.loupe.plots.Trajectories};
 *   <li>distributions: {@link org.loupe.plots.Histogram}, {@link
 *       org.loupe.plots.ReliabilityDiagram};
 *   <li>{@link org.loupe.plots.Table}, {@link org.loupe.plots.NodeLinkGraph}, {@link
 *       org.loupe.plots.Statements};
 *   <li>grids of one of these: {@link org.loupe.plots.SmallMultiples}.
 * </ul>
 *
 * <p>Axes that count are {@link org.loupe.plots.IndexAxis}es: they say what they count, so that
 * views are linked by it. Axes that measure are {@link org.loupe.plots.ValueAxis}es: even,
 * logarithmic or of seconds, with fixed ends and colours where wanted. Missing values are NaN and
 * drawn as missing.
 *
 * <p>A view describes a {@link org.loupe.plots.Figure}; nobody draws by hand. Because the data are
 * typed and figures have stable ids, the same figure of several checkpoints can be put side by
 * side, or subtracted, without knowing the method it came from. The words follow Nebula
 * Visualization where it has one (trace, annotation, intensity graph, colour map).
 */
@Export
@Version("1.1.0")
@NullMarked
package org.loupe.plots;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
