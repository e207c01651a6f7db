/** Drafts of model cards: what names, shapes and values say, every guess with its reason. */
@NullMarked
package org.loupe.project.internal.draft;

import org.jspecify.annotations.NullMarked;
