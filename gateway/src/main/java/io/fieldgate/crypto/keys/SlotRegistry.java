package io.fieldgate.crypto.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldgate.crypto.Tenant;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.crypto.token.TokenFormat;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateConflict;
import io.fieldgate.state.StateStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Numbers for names, given once and never again: campaigns, scopes, end classes, erasure classes of one tenant.
/// Shape: tenant 1 ‖ kind 1 ‖ 0 → last number 2 · … ‖ 1 ‖ names → number 2 · … ‖ 2 ‖ number 2 → names; names
/// are u16 length ‖ UTF-8.
/// Thread rule: safe for many threads; a known name takes no lock and no read of the state.
final class SlotRegistry {

    enum Kind {
        CAMPAIGN('c'),
        SCOPE('s'),
        END_CLASS('e'),
        ERASURE_CLASS('x');

        private final byte code;

        Kind(char code) {
            this.code = (byte) code;
        }
    }

    private record Named(Kind kind, List<String> names) {}

    private record Numbered(Kind kind, int number) {}

    private static final byte TENANT = 't';
    private static final byte COUNTER = 0;
    private static final byte BY_NAME = 1;
    private static final byte BY_NUMBER = 2;
    private static final int MAX_NUMBER = 0xFFFF;
    private static final int PAGE = 500;

    private final StateStore state;
    private final Tenant tenant;
    private final ConcurrentHashMap<Named, Integer> numbers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Numbered, List<String>> names = new ConcurrentHashMap<>();

    /// Reads what is registered, and claims the tenant's own slot at the first start.
    /// @throws IllegalStateException when the slot belongs to a tenant of another name or suite
    SlotRegistry(StateStore state, Tenant tenant, String suite) {
        this.state = state;
        this.tenant = tenant;
        claim(suite);
        load();
    }

    /// The number of these names, registered at first use: 1 to 65,535.
    int number(Kind kind, List<String> of) {
        Named named = new Named(kind, List.copyOf(of));
        Integer known = numbers.get(named);
        return known != null ? known : register(named);
    }

    /// The names behind a number; null when it was never given.
    @Nullable
    List<String> names(Kind kind, int number) {
        return names.get(new Numbered(kind, number));
    }

    /// Every number given so far, from 1 on without gaps.
    int last(Kind kind) {
        int last = 0;
        for (Numbered numbered : names.keySet()) {
            if (numbered.kind() == kind) {
                last = Math.max(last, numbered.number());
            }
        }
        return last;
    }

    private synchronized int register(Named named) {
        while (true) {
            Row taken = state.get(Namespace.SLOTS, key(named.kind(), BY_NAME, packed(named.names())));
            if (taken != null) {
                return remember(named, TokenFormat.getShort(taken.value(), 0));
            }
            byte[] counterKey = key(named.kind(), COUNTER, new byte[0]);
            Row counter = state.get(Namespace.SLOTS, counterKey);
            int number = (counter == null ? 0 : TokenFormat.getShort(counter.value(), 0)) + 1;
            if (number > MAX_NUMBER) {
                throw new IllegalStateException(
                        "tenant " + tenant.name() + " has used up its 65,535 numbers of kind " + named.kind());
            }
            try {
                state.commit(new Batch()
                        .check(Namespace.SLOTS, counterKey, counter == null ? 0 : counter.version())
                        .put(Namespace.SLOTS, counterKey, two(number))
                        .put(Namespace.SLOTS, key(named.kind(), BY_NAME, packed(named.names())), two(number))
                        .put(Namespace.SLOTS, key(named.kind(), BY_NUMBER, two(number)), packed(named.names())));
                return remember(named, number);
            } catch (StateConflict quicker) {
                numbers.remove(named); // somebody registered a name of this kind; the next turn reads it
            }
        }
    }

    private int remember(Named named, int number) {
        names.put(new Numbered(named.kind(), number), named.names());
        numbers.put(named, number);
        return number;
    }

    private void claim(String suite) {
        byte[] key = {(byte) tenant.slot(), TENANT};
        byte[] mine = packed(List.of(tenant.name(), suite));
        Row row = state.get(Namespace.SLOTS, key);
        if (row == null) {
            state.commit(new Batch().check(Namespace.SLOTS, key, 0).put(Namespace.SLOTS, key, mine));
        } else if (!Arrays.equals(row.value(), mine)) {
            throw new IllegalStateException(
                    "tenant slot " + tenant.slot() + " belongs to another tenant or suite; slots are never reused");
        }
    }

    private void load() {
        byte[] from = {(byte) tenant.slot()};
        byte[] to = {(byte) tenant.slot(), (byte) 0xFF};
        List<Row> page;
        do {
            page = state.scan(Namespace.SLOTS, from, to, PAGE);
            for (Row row : page) {
                byte[] key = row.key();
                from = Arrays.copyOf(key, key.length + 1);
                for (Kind kind : Kind.values()) {
                    if (key.length == 5 && key[1] == kind.code && key[2] == BY_NUMBER) {
                        remember(new Named(kind, unpacked(row.value())), TokenFormat.getShort(key, 3));
                    }
                }
            }
        } while (page.size() == PAGE);
    }

    private byte[] key(Kind kind, byte part, byte[] rest) {
        return ByteBuffer.allocate(3 + rest.length)
                .put((byte) tenant.slot())
                .put(kind.code)
                .put(part)
                .put(rest)
                .array();
    }

    private static byte[] two(int number) {
        byte[] two = new byte[2];
        TokenFormat.putShort(two, 0, number);
        return two;
    }

    private static byte[] packed(List<String> texts) {
        int length = 0;
        for (String text : texts) {
            length += 2 + text.getBytes(UTF_8).length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (String text : texts) {
            out.put(KeySchedule.lengthPrefixed(text));
        }
        return out.array();
    }

    private static List<String> unpacked(byte[] packed) {
        List<String> texts = new ArrayList<>();
        int at = 0;
        while (at < packed.length) {
            int length = TokenFormat.getShort(packed, at);
            texts.add(new String(packed, at + 2, length, UTF_8));
            at += 2 + length;
        }
        return List.copyOf(texts);
    }
}
