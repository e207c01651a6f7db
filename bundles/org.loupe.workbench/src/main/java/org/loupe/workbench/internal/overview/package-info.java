/** What there is to look at in a project, beside the numbers of its overview. */
@NullMarked
package org.loupe.workbench.internal.overview;

import org.jspecify.annotations.NullMarked;
