/** 'Open my model': from a model and data to a project, in a wizard. */
@NullMarked
package org.loupe.workbench.internal.importing;

import org.jspecify.annotations.NullMarked;
