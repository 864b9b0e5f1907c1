package io.fieldgate.audit;

/// Where a leaf stands: durable, and provable once a checkpoint covers it.
public record Position(String origin, long index) {}
