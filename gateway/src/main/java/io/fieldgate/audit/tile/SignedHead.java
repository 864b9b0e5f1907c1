package io.fieldgate.audit.tile;

/// The newest signed head. @param note the signed checkpoint, as served @param root base64 of the root hash
public record SignedHead(String origin, long size, String root, String note) {}
