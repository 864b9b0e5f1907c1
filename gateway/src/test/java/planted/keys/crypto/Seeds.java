package planted.keys.crypto;

@HoldsKeys
public final class Seeds {}
