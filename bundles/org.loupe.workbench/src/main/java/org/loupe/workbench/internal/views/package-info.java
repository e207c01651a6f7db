/** Views of methods as parts: they come and go with their bundles. */
@NullMarked
package org.loupe.workbench.internal.views;

import org.jspecify.annotations.NullMarked;
