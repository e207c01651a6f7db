/** Quick access: one search over everything that can be done, opened or chosen. */
@NullMarked
package org.loupe.workbench.internal.quick;

import org.jspecify.annotations.NullMarked;
