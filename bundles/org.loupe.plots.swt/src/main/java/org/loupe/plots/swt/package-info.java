/** Plots on an SWT canvas: painted off the UI thread, walked in by mouse and keyboard. */
@Export
@Version("1.1.0")
@NullMarked
package org.loupe.plots.swt;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
