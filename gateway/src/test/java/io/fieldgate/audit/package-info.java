/// Tests of the evidence.
@NullMarked
package io.fieldgate.audit;

import org.jspecify.annotations.NullMarked;
