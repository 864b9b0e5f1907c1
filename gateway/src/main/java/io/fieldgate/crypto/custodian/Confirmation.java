package io.fieldgate.crypto.custodian;

/// What was seen after a destruction: the custodian's answers.
///
/// @param keyReadable the key can still be read at the custodian
/// @param canaryOpens the canary ciphertext still opens, or this process still holds a seed that opens the
/// canary token
public record Confirmation(boolean keyReadable, boolean canaryOpens) {
    public boolean isGone() {
        return !keyReadable && !canaryOpens;
    }
}
