package io.fieldgate.crypto;

/// One person in one scope with the salts that seal this person's values. Prints nothing but its reference.
/// Obtained from [Subjects]; close it at the end of the exchange. Not thread-safe.
public final class Subject implements AutoCloseable {
    private final SubjectRef ref;

    Subject(SubjectRef ref) {
        this.ref = ref;
    }

    public SubjectRef ref() {
        return ref;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "Subject[redacted]";
    }
}
