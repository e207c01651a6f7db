/** Named choices of windows in a project's file. */
@NullMarked
package org.loupe.project.internal.slices;

import org.jspecify.annotations.NullMarked;
