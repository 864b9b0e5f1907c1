package io.fieldgate.lifecycle;

/// Makes expiry final: destroys what is due, calls `erases` routes, resumes what a crash left open. One background thread.
public final class Sweeper implements AutoCloseable {

    /// What one round did and what is open.
    /// @param destroyed keys destroyed in this round
    /// @param erased records the apps confirmed
    /// @param overdueKeys keys past their minute and still there
    /// @param overdueRecords records past their minute and not confirmed
    public record Report(int destroyed, int erased, int overdueKeys, int overdueRecords) {}

    /// Runs one round now and returns when it is done.
    public Report sweep() {
        throw new IllegalStateException("not built");
    }

    @Override
    public void close() {}
}
