/** The line at the bottom: work in progress, warnings, seed. */
@NullMarked
package org.loupe.workbench.internal.status;

import org.jspecify.annotations.NullMarked;
