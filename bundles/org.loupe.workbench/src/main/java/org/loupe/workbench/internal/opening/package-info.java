/** Opening projects, and what is remembered over restarts. */
@NullMarked
package org.loupe.workbench.internal.opening;

import org.jspecify.annotations.NullMarked;
