/** Tables of text, CSV and TSV, as datasets of windows. */
@NullMarked
package org.loupe.project.internal.table;

import org.jspecify.annotations.NullMarked;
