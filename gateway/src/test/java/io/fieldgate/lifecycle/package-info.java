/// Tests of time: consent, expiry, erasure, clocks, and what a kill leaves.
@NullMarked
package io.fieldgate.lifecycle;

import org.jspecify.annotations.NullMarked;
