package io.fieldgate.proxy;

import io.fieldgate.proxy.http.Pages;
import io.fieldgate.proxy.http.RequestHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The apps in force, and those whose policy file is broken. Immutable; an exchange keeps what it found at its start.
public final class MountTable {

    /// An app the configuration names and no register is in force for.
    public record Closed(String name, MountedApp.Mount mount) {}

    /// What answers at an address.
    public sealed interface Found {
        String name();

        Pages pages();

        record Open(MountedApp site) implements Found {
            @Override
            public String name() {
                return site.name();
            }

            @Override
            public Pages pages() {
                return site.mount().pages();
            }
        }

        record Shut(String name, Pages pages) implements Found {}
    }

    private final List<MountedApp> open;
    private final Map<String, Found> byPrefix = new HashMap<>();
    private final Map<String, Found> byHost = new HashMap<>();

    public MountTable(List<MountedApp> open, List<Closed> closed) {
        this.open = List.copyOf(open);
        open.forEach(site -> put(site.mount(), new Found.Open(site)));
        closed.forEach(
                app -> put(app.mount(), new Found.Shut(app.name(), app.mount().pages())));
    }

    private void put(MountedApp.Mount mount, Found found) {
        Found other =
                mount.host().isPresent() ? byHost.put(mount.host().get(), found) : byPrefix.put(mount.prefix(), found);
        if (other != null) {
            throw new IllegalArgumentException(
                    "The apps `" + other.name() + "` and `" + found.name() + "` would answer at the same place.");
        }
    }

    public List<MountedApp> open() {
        return open;
    }

    public Optional<MountedApp> site(String app) {
        return open.stream().filter(site -> site.name().equals(app)).findFirst();
    }

    /// What answers for this host as a whole.
    @Nullable
    Found atHost(String host) {
        return byHost.get(host);
    }

    /// What a head seems to go to: for permits, metrics and who may read the answer, before the head is checked.
    @Nullable
    Found seeming(RequestHead head) {
        Found found = byHost.get(head.authority());
        if (found == null && head.target().startsWith("/")) {
            int end = head.target().indexOf('/', 1);
            int mark = head.target().indexOf('?', 1);
            int stop = end < 0 ? mark : mark < 0 ? end : Math.min(end, mark);
            found = byPrefix.get(
                    stop < 0 ? head.target().substring(1) : head.target().substring(1, stop));
        }
        return found;
    }

    /// What answers below this first path segment.
    @Nullable
    Found atPrefix(String segment) {
        return byPrefix.get(segment);
    }
}
