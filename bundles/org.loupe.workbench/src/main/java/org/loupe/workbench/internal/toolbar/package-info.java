/** The choosers of project, data, slice and device. */
@NullMarked
package org.loupe.workbench.internal.toolbar;

import org.jspecify.annotations.NullMarked;
