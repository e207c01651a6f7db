/**
 * The guard before the engine: TorchScript is code, so an archive is read here first, and refused
 * if it could do more than compute, or holds data that the engine would take without checking.
 */
@NullMarked
package org.loupe.checkpoint.internal.guard;

import org.jspecify.annotations.NullMarked;
