/** Recipes as files. */
@NullMarked
package org.loupe.project.internal.recipe;

import org.jspecify.annotations.NullMarked;
