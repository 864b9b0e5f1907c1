package planted.keys.crypto;

import io.fieldgate.crypto.HoldsKeys;

@HoldsKeys
public final class Salts {}
