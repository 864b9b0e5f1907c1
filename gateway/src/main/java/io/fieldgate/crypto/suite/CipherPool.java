package io.fieldgate.crypto.suite;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A small lock-free box of reusable objects that are costly to make and not safe to share, such as ciphers.
/// Takes nothing back when full, makes a new one when empty: never waits. Not a thread-local, because each
/// exchange has a new virtual thread.
final class CipherPool<T> {
    private static final int SLOTS = 32;

    private final AtomicReferenceArray<@Nullable T> slots = new AtomicReferenceArray<>(SLOTS);
    private final Supplier<T> maker;

    CipherPool(Supplier<T> maker) {
        this.maker = maker;
    }

    T take() {
        for (int i = 0; i < SLOTS; i++) {
            if (slots.getPlain(i) != null) {
                T taken = slots.getAndSet(i, null);
                if (taken != null) {
                    return taken;
                }
            }
        }
        return maker.get();
    }

    void give(T object) {
        for (int i = 0; i < SLOTS; i++) {
            if (slots.getPlain(i) == null && slots.compareAndSet(i, null, object)) {
                return;
            }
        }
    }

    /// Drops what lies in the box, with whatever key the objects were last used with.
    void clear() {
        for (int i = 0; i < SLOTS; i++) {
            slots.set(i, null);
        }
    }
}
