/** Model cards and project files. */
@NullMarked
package org.loupe.project.internal.card;

import org.jspecify.annotations.NullMarked;
