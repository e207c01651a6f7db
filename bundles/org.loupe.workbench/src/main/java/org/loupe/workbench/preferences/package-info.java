/** What an extension can add to the window's preferences. */
@Export
@Version("1.0.0")
@NullMarked
package org.loupe.workbench.preferences;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
