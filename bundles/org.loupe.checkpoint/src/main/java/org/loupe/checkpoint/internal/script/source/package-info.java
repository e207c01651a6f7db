/**
 * TorchScript source as torch prints it: classes, methods and functions, taken apart as far as it
 * takes to change them and put together again without loss. Bodies stay lines of text.
 */
@NullMarked
package org.loupe.checkpoint.internal.script.source;

import org.jspecify.annotations.NullMarked;
