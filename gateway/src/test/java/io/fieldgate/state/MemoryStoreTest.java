package io.fieldgate.state;

import java.nio.file.Path;

final class MemoryStoreTest implements StoreContract {
    @Override
    public StateStore open(Path folder) {
        return StateStores.open("memory:");
    }
}
