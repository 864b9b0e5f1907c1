/// Tests of the verbs and the wiring, over real listeners and real files.
@org.jspecify.annotations.NullMarked
package io.fieldgate.cli;
