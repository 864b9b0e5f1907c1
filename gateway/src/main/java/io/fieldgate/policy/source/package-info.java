/// Text of a policy file: nodes with places, findings with carets, in two languages. `gateway.yaml` is read by it
/// too.
///
/// Read first: [YamlSource] (what a file may not hold), [Diagnostic], [DiagnosticPrinter].
///
/// Every scalar is text. Knows no key of the language.
@NullMarked
package io.fieldgate.policy.source;

import org.jspecify.annotations.NullMarked;
