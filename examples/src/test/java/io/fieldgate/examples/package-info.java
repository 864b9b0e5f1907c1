/// The acceptance scenes of the domain, over real sockets and TLS, with backends that keep every byte.
@NullMarked
package io.fieldgate.examples;

import org.jspecify.annotations.NullMarked;
