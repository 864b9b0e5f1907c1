@NullMarked
package io.fieldgate.transform;

import org.jspecify.annotations.NullMarked;
