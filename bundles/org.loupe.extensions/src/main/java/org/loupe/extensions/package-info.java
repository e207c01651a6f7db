/**
 * Installs further bundles while Loupe runs: reads them from a jar, a feature archive or a
 * repository, says what would change, verifies, and changes everything or nothing.
 *
 * <pre>{@code
 * try (Plan plan = extensions.install("occlusion.zip", progress)) {
 *   if (plan.unmet().isEmpty() && agreed(plan)) {
 *     plan.commit(unsigned -> ask(unsigned), progress);
 *   }
 * }
 * }</pre>
 *
 * <p>All methods that take a {@link org.loupe.model.Progress} may read files, use the network and
 * take minutes: call them from a thread that may wait, as those that {@linkplain
 * Extensions#details(String) read the files} of an extension. The others answer at once, from any
 * thread.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.loupe.extensions;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
