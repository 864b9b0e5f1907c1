package planted.keys.crypto;

public final class Seeds {}
