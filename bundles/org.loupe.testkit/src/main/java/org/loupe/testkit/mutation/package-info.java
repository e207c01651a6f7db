/** Damaged and malicious files, for tests of whatever reads files. */
@Export
@Version("1.0.0")
@NullMarked
package org.loupe.testkit.mutation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
