/// Tools for people who edit or review policies. Read first: [Explain].
/// Pure: reads compiled policies, prints nothing.
@NullMarked
package io.fieldgate.officer;

import org.jspecify.annotations.NullMarked;
