/// How many people what is seen side by side of one person leaves, by what numbers are made of.
/// Read first: [ResidentIdCandidates], [SerialNumberCandidates].
/// Pure: knows forms and meanings, no register; asked by the checker and while answers are built.
@NullMarked
package io.fieldgate.policy.joint;

import org.jspecify.annotations.NullMarked;
