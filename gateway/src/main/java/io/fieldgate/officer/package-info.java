/// Tools for people who edit or review policies. Read first: [Explain].
@NullMarked
package io.fieldgate.officer;

import org.jspecify.annotations.NullMarked;
