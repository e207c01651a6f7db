/** Starts the framework and calls the application that a command line asks for. */
@NullMarked
package org.loupe.launcher;

import org.jspecify.annotations.NullMarked;
