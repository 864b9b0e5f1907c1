@NullMarked
package io.fieldgate.guard;

import org.jspecify.annotations.NullMarked;
