@NullMarked
package io.fieldgate.enforce;

import org.jspecify.annotations.NullMarked;
