package io.fieldgate.state;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes numbered rows until it is killed and prints each number once its row is durable.
final class SqliteKillChild {
    private SqliteKillChild() {}

    @SuppressWarnings("SystemOut") // standard output is the channel to the test
    public static void main(String[] arguments) {
        StateStore store = SqliteStore.open(Path.of(arguments[0]));
        for (int i = Integer.parseInt(arguments[1]) + 1; ; i++) {
            byte[] key = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            store.commit(new Batch().put(Namespace.EVENT, key, key));
            System.out.println(i);
        }
    }
}
