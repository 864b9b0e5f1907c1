/// What a value becomes: plain, masked, generalised, sealed. New: one file and its line in [Transforms].
/// Read first: [Transform], [Form], [Primitive].
@NullMarked
package io.fieldgate.transform.form;

import org.jspecify.annotations.NullMarked;
