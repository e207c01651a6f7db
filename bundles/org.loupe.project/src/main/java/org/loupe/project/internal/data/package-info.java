/** NumPy files as datasets, and datasets as model inputs. */
@NullMarked
package org.loupe.project.internal.data;

import org.jspecify.annotations.NullMarked;
