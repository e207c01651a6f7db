/** Reads the source code in TorchScript archives as far as signatures and attributes go. */
@NullMarked
package org.loupe.checkpoint.internal.script;

import org.jspecify.annotations.NullMarked;
