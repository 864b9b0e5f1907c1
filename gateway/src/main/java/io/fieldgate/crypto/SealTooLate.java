package io.fieldgate.crypto;

/// Nothing can be sealed there any more: the value would die within two minutes, or its bucket, campaign or end
/// class has ended.
/// Policy and enforcement find this out before they seal; this is the guard behind them. Callers answer 503
/// with Retry-After.
public final class SealTooLate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    public SealTooLate(String what, long retryAfterSeconds) {
        super(what);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /// Seconds until a value collected then falls into a later bucket; 0 where waiting does not help.
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
