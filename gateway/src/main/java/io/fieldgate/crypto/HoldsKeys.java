package io.fieldgate.crypto;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a class that holds or hands out key material. Only the room of keys and the composition
/// root may name it, which `ArchitectureTest` checks.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HoldsKeys {}
