/// What a value becomes: plain, masked, coarser, a pseudonym, sealed. New: one file and its line in [Transforms].
///
/// Read first: [Transform] (one link), [Form] (one to three links under a name), [Generalization] (links whose
/// results an app may give back).
///
/// ```
/// vocabulary  initial: use, options ─ bound once ─► links
/// request     checked value ─► link ─► link ─► what the app gets                  or the rule that says why not
/// answer      what the app gives back ─► still a result of its form? ─► shown form, never more than was stored
/// ```
///
/// Three families: without work, `identity` and `discard` ([IdentityForms]); under a key, `aead`, `siv` and `hmac`
/// ([KeyedTransforms]); and those that leave something out for good ([MaskMiddle], [NumberBands], [CutAddress] and
/// the others of the list).
///
/// Knows no policy and no clock. Keys, person and day come in a [FormContext]; where there is none, a link that
/// needs a key answers `form-needs-key` rather than let a value through. A form that is shown needs no key: sealed
/// values are opened before.
@NullMarked
package io.fieldgate.transform.form;

import org.jspecify.annotations.NullMarked;
