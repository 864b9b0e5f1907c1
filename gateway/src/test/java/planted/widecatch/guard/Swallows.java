package planted.widecatch.guard;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
final class Swallows {

    private int count;

    void plain(Runnable work) {
        try {
            work.run();
        } catch (Exception e) {
            count++;
        }
    }

    void oneOfMany(Runnable work) {
        try {
            work.run();
        } catch (IllegalStateException | Error e) {
            throw e;
        }
    }

    void spread(Runnable work) {
        try {
            work.run();
        } catch (
                // no line of text has both
                Throwable spread) {
            count++;
        }
    }

    void unnamed(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException _) {
            int next = count;
            count = next + 1;
        }
    }

    Runnable within(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (final RuntimeException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /// What the compiler writes to close a resource, written by hand.
    void closes(AutoCloseable resource, Runnable work) throws Exception {
        try {
            work.run();
        } catch (Throwable t) {
            try {
                resource.close();
            } catch (Throwable x) {
                t.addSuppressed(x);
            }
            throw t;
        }
        resource.close();
    }
}
