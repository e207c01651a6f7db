/** What tests of collected class loaders must know of Java's own memory. */
@NullMarked
package org.loupe.testkit.memory;

import org.jspecify.annotations.NullMarked;
