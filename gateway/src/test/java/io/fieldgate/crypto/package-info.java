/// Tests of sealing, keys and destruction.
@NullMarked
package io.fieldgate.crypto;

import org.jspecify.annotations.NullMarked;
