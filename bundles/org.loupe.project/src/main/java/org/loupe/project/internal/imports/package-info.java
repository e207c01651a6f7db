/** Data as training left them, made datasets. */
@NullMarked
package org.loupe.project.internal.imports;

import org.jspecify.annotations.NullMarked;
