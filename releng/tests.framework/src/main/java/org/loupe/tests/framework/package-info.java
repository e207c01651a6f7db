/** Tests that run inside the framework. */
@NullMarked
package org.loupe.tests.framework;

import org.jspecify.annotations.NullMarked;
