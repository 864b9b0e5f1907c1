/// Tests of the state stores.
@NullMarked
package io.fieldgate.state;

import org.jspecify.annotations.NullMarked;
