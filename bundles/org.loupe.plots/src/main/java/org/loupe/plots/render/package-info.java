/**
 * How figures become pictures: panels are laid out once into a {@link
 * org.loupe.plots.render.Scene}, and the same scene gives pixels, SVG and the answer to 'what is
 * under the pointer'.
 *
 * <p>All coordinates are logical pixels, x to the right, y downwards. Nothing here knows a display;
 * everything is immutable and may be used from any thread. Java2D is used headless: where a
 * windowing toolkit of another kind runs in the same process, start Java with {@code
 * -Djava.awt.headless=true}.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.loupe.plots.render;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
