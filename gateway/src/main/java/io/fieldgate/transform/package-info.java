/// Pure functions on one value: check, normalise, mask, generalise, derive, seal. Read first: [Form], [Check],
/// [Transform].
@NullMarked
package io.fieldgate.transform;

import org.jspecify.annotations.NullMarked;
