/// Text of a policy file: nodes with places, findings with carets, in two languages.
/// Read first: [YamlSource], [Diagnostic], [DiagnosticPrinter].
@NullMarked
package io.fieldgate.policy.source;

import org.jspecify.annotations.NullMarked;
