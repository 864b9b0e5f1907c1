/// Tests of the admin plane over a real TLS listener.
@org.jspecify.annotations.NullMarked
package io.fieldgate.admin;
