/** What is installed besides the product: looked at, changed, and held to account. */
@NullMarked
package org.loupe.workbench.internal.extensions;

import org.jspecify.annotations.NullMarked;
