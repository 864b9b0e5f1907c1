/// Tests of the public log formats.
@NullMarked
package io.fieldgate.audit.tlog;

import org.jspecify.annotations.NullMarked;
