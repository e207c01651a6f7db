/** The keys of commands, as people set them. */
@NullMarked
package org.loupe.workbench.internal.keys;

import org.jspecify.annotations.NullMarked;
