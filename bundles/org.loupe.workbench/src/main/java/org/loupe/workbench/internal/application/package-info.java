/** The program: its start, its window, its menus and its end. */
@NullMarked
package org.loupe.workbench.internal.application;

import org.jspecify.annotations.NullMarked;
