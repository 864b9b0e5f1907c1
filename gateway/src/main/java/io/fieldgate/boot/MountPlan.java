package io.fieldgate.boot;

import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.proxy.MountTable;
import io.fieldgate.proxy.MountedApp;
import io.fieldgate.proxy.http.Backend;
import io.fieldgate.proxy.http.ProxySettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings policy files and `gateway.yaml` together: which apps are served, where they answer, which are closed
/// and why.
/// @param served the apps in force by name
record MountPlan(MountTable sites, Map<String, RegisterInForce> served, List<String> closed) {

    /// An app whose register is broken or missing is closed; the others are served.
    static MountPlan of(GatewayConfig config, PolicySnapshot policies, TenantKeys keys) {
        List<MountedApp> open = new ArrayList<>();
        List<MountTable.Closed> shut = new ArrayList<>();
        Map<String, RegisterInForce> served = new HashMap<>();
        List<String> closed = new ArrayList<>();
        for (GatewayConfig.AppSettings app : config.apps()) {
            MountedApp.Mount mount = app.host()
                    .map(MountedApp.Mount::host)
                    .orElseGet(() -> MountedApp.Mount.prefix(app.path()))
                    .pagesAt(app.pagesAt());
            Optional<AppPolicy> policy = policies.app(app.name());
            if (policy.isEmpty()) {
                shut.add(new MountTable.Closed(app.name(), mount));
                closed.add(app.name()
                        + (policies.closed().contains(app.name())
                                ? ": its policy file has errors"
                                : ": there is no policy file of that name"));
                continue;
            }
            RegisterInForce register = RegisterInForce.of(policy.get(), keys);
            Map<String, Backend> services = new HashMap<>();
            app.ask().forEach((role, address) -> services.put(role, backend(config, address)));
            open.add(new MountedApp(register, mount, backend(config, app.upstream()), services));
            served.put(app.name(), register);
        }
        return new MountPlan(new MountTable(open, shut), Map.copyOf(served), List.copyOf(closed));
    }

    private static Backend backend(GatewayConfig config, URI address) {
        Optional<ProxySettings.KeyPair> identity =
                config.upstreamIdentity().map(pem -> new ProxySettings.KeyPair(pem.certificate(), pem.key()));
        return new Backend(address, config.find(SettingKey.UPSTREAM_TRUST), identity);
    }
}
