package io.fieldgate.crypto;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a class that holds or hands out key material. Only the rooms that work with keys may name it, which
/// the build checks.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HoldsKeys {}
