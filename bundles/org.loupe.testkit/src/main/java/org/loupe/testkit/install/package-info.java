/** What tests of installing must meet that is wrong: bad extensions, and a disk that is full. */
@NullMarked
package org.loupe.testkit.install;

import org.jspecify.annotations.NullMarked;
