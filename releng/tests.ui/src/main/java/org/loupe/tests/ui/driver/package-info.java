/**
 * A bundle that UI tests put beside the product: it reads commands from a loopback socket, one a
 * line, and carries them out as a person would, with real mouse and keyboard events.
 */
@NullMarked
package org.loupe.tests.ui.driver;

import org.jspecify.annotations.NullMarked;
