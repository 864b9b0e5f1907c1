package io.fieldgate.proxy;

import io.fieldgate.audit.EventIds;
import io.fieldgate.document.Value;
import io.fieldgate.lifecycle.BackendErasure;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.EventLoop;
import io.fieldgate.proxy.http.ProxySettings;
import io.fieldgate.proxy.http.Upstream;
import io.fieldgate.proxy.http.UpstreamRequest;
import io.fieldgate.proxy.http.UpstreamResult;
import io.vertx.core.Vertx;
import java.util.Optional;

/// Calls the `erases` route of an app for one record, because its time is up or its person wants it.
/// The evidence of it is written by whoever decides that; this only sends. Thread rule: blocks; never on an
/// event loop.
public final class ErasureCalls implements BackendErasure {
    private final MountTable mountTable;
    private final EventIds ids;
    private final Upstream upstream;

    public ErasureCalls(Vertx vertx, ProxySettings settings, MountTable mountTable, EventIds ids) {
        this.mountTable = mountTable;
        this.ids = ids;
        this.upstream = new Upstream(new EventLoop(vertx, vertx.getOrCreateContext()), settings);
    }

    @Override
    public Told erase(AppPolicy app, String recordId) {
        Optional<MountedApp> site = mountTable.site(app.name());
        Optional<Route> route = app.erasing();
        if (site.isEmpty() || route.isEmpty()) {
            return new Told.Later();
        }
        String id = ids.next();
        String path = RequestWriter.path(route.get(), _ -> new Value.Text(recordId));
        UpstreamRequest upstreamRequest =
                UpstreamRequest.without(route.get().target().method(), path, id, id);
        return switch (upstream.send(site.get().backend(), upstreamRequest)) {
            case UpstreamResult.Failed _ -> new Told.Later();
            case UpstreamResult.Reply reply -> told(reply.status());
        };
    }

    private static Told told(int status) {
        if ((status >= 200 && status < 300) || status == 404 || status == 410) {
            return new Told.Done();
        }
        boolean later = status >= 500 || status == 408 || status == 425 || status == 429;
        return later ? new Told.Later() : new Told.Refused(status);
    }
}
