package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.DevTls;
import io.fieldgate.boot.Gateway;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTrafficTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path KEYS = ROOT.resolve("keys-dev");

    @TempDir
    Path folder;

    @Test
    void aSecondDemo_onTheStateOfTheFirst_isShownToItsEnd() throws Exception {
        List<AutoCloseable> running = new ArrayList<>();
        try {
            Gateway gateway = start(running);
            assertThat(traffic(gateway)).contains("backend got").doesNotContain("backend got   nothing");
            assertThat(traffic(gateway)).contains("nothing").contains("clerk saw");
        } finally {
            for (AutoCloseable part : running.reversed()) {
                part.close();
            }
        }
    }

    private Gateway start(List<AutoCloseable> running) throws Exception {
        Map<String, String> settings = new TreeMap<>();
        settings.put("folder", folder.resolve("state").toString());
        settings.put("data.listen", "127.0.0.1:0");
        settings.put("admin.listen", "127.0.0.1:0");
        Instant started = Instant.parse("2020-02-20T02:00:00Z");
        FaceMatcher matcher = FaceMatcher.start(DevTls.server(KEYS));
        running.add(matcher);
        settings.put("apps.beijing-healthkit.ask.face-matcher", matcher.url());
        for (DemoApp.Kind kind : DemoApp.Kind.values()) {
            DemoApp app = DemoApp.start(kind, folder, DevTls.server(KEYS), () -> started);
            running.add(app);
            settings.put("apps." + kind.app() + ".upstream", app.url());
        }
        Gateway gateway = Gateway.dev(ROOT, settings, _ -> {});
        running.add(gateway);
        return gateway;
    }

    private String traffic(Gateway gateway) throws Exception {
        var printed = new ByteArrayOutputStream();
        DemoTraffic.run(
                gateway, KEYS, folder.resolve("received"), new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8);
    }
}
