/**
 * The services that Equinox registers at its start and that e4 bundles look for, on top of Felix.
 *
 * <p>Started before every other bundle. Areas lie in the folder named by the framework property
 * {@code loupe.state}; everything logged goes to {@link java.lang.System.Logger}.
 */
@NullMarked
package org.loupe.shim.osgi.internal;

import org.jspecify.annotations.NullMarked;
