/** How extensions are read, resolved, verified, installed, and taken back where that fails. */
@NullMarked
package org.loupe.extensions.internal;

import org.jspecify.annotations.NullMarked;
