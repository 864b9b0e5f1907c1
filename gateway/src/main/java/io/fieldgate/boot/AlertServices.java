package io.fieldgate.boot;

import io.fieldgate.alert.AlertChannel;
import io.fieldgate.alert.AlertDelivery;
import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.crypto.pki.TlsContexts;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// The room that brings alarms out of the house, wired. Without a configured way out they stay in the log.
record AlertServices(Optional<AlertDelivery> delivery) implements AutoCloseable {

    static AlertServices open(Vertx vertx, GatewayConfig config, NodeServices base, MeterRegistry metrics) {
        List<AlertChannel> channels = new ArrayList<>();
        config.webhook().ifPresent(to -> {
            SSLContext tls = to.trust().map(DevTls::trusting).orElseGet(TlsContexts::system);
            channels.add(new WebhookChannel(to.address(), tls, base.logSignature(), Clock.systemUTC()));
        });
        config.syslog()
                .ifPresent(to ->
                        channels.add(SyslogChannel.open(vertx, to.address(), to.trust(), config.get(SettingKey.NODE))));
        return new AlertServices(
                channels.isEmpty()
                        ? Optional.empty()
                        : Optional.of(AlertDelivery.start(base.log(), base.state(), channels, metrics)));
    }

    /// Why alarms do not leave the house now, if so.
    Optional<String> silence() {
        return delivery.flatMap(AlertDelivery::silence);
    }

    @Override
    public void close() {
        delivery.ifPresent(AlertDelivery::close);
    }
}
