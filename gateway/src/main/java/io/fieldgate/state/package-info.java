/// One small key-value interface and its engines. Read first: [StateStore], [Batch].
@NullMarked
package io.fieldgate.state;

import org.jspecify.annotations.NullMarked;
