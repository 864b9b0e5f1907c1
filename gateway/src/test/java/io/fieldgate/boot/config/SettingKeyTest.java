package io.fieldgate.boot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every key is listed, has a default that fits its own type, and is read by the check before anything starts.
final class SettingKeyTest {
    private static final Path BASE = Path.of("..").toAbsolutePath().normalize();

    private static GatewayConfig config(Map<String, String> flags) {
        return GatewayConfig.of(Settings.of(List.of(), Map.of(), flags), BASE);
    }

    @ParameterizedTest
    @FieldSource("io.fieldgate.boot.config.SettingKey#STANDARD")
    void default_fitsItsOwnType(SettingKey<?> key) {
        assertThat(key.meaning()).isNotBlank();
        if (!key.fallback().isEmpty()) {
            assertThat((Object) config(Map.of()).get(key)).isNotNull();
            assertThat(config(Map.of()).isDefault(key)).isTrue();
        }
        assertThat(key.isOpen() && !key.fallback().isEmpty())
                .as("a default of a name nobody chose")
                .isFalse();
    }

    @Test
    void constant_isListedOnce() throws IllegalAccessException {
        int constants = 0;
        for (Field field : SettingKey.class.getDeclaredFields()) {
            if (field.getType() == SettingKey.class) {
                assertThat(SettingKey.STANDARD).contains((SettingKey<?>) field.get(null));
                constants++;
            }
        }
        assertThat(SettingKey.STANDARD).hasSize(constants);
        assertThat(SettingKey.STANDARD).extracting(SettingKey::pattern).doesNotHaveDuplicates();
        assertThat(SettingKey.STANDARD).extracting(SettingKey::environmentName).doesNotHaveDuplicates();
    }

    @Test
    void check_ofDefaults_findsNothing() {
        config(Map.of()).check();
    }

    /// The places where a value that fits nothing must be found before the gateway starts.
    @ParameterizedTest
    @CsvSource({
        "mode, x",
        "node, ''",
        "folder, ''",
        "policies, none",
        "data.listen, x",
        "data.plain-listen, 127.0.0.1",
        "data.drain, 10",
        "warm-up, PT-1S",
        "admin.listen, 127.0.0.1:65536",
        "tenant.slot, 256",
        "tenant.zone, Peking",
        "tenant.suite, sm",
        "audit.segment, 64GB",
        "audit.pace, 2ms",
        "audit.deadline, ''",
        "clock.destroy-on-one, maybe",
        "limits.exchanges, 1000001",
        "limits.per-app, -1",
        "upstream.timeout, soon",
        "identity.a.jwks, http://issuer.example/keys",
        "identity.a.refresh, often",
        "identity.a.keep, PT-1S",
        "apps.a.upstream, https://u:p@app.example",
        "apps.a.ask.matcher, ftp://app.example",
        "apps.a.pages-at, *",
        "apps.a.pages-at, null",
        "apps.a.pages-at, visit.example",
        "apps.a.pages-at, https://visit.example/",
        "apps.a.pages-at, https://visit.example/book",
        "apps.a.pages-at, https://Visit.example",
        "apps.a.pages-at, https://visit.example:443",
        "apps.a.pages-at, https://*.example",
        "apps.a.pages-at, https://u@visit.example",
        "apps.a.pages-at, http://visit.example",
        "apps.a.pages-at, 'https://visit.example, '",
        "apps.a.pages-at, 'https://visit.example, https://other.example/'",
        "data.certificate, none.pem",
        "admin.certificate, none.pem",
        "upstream.certificate, none.pem",
    })
    void check_namesWhatDoesNotFit(String key, String unfit) {
        GatewayConfig config = config(Map.of(key, unfit));
        assertThatThrownBy(config::check).isInstanceOf(StartFailure.class).hasMessageStartingWith("`" + key + "`");
    }

    @Test
    void value_isReadAsItsType() {
        GatewayConfig config = config(Map.of(
                "data.drain", "PT3S",
                "audit.segment", "512KB",
                "policies", "shared/../policies",
                "apps.shop.ask.face-matcher", "https://127.0.0.1:7443"));
        assertThat(config.get(SettingKey.DRAIN)).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.get(SettingKey.AUDIT_SEGMENT)).isEqualTo(524_288);
        assertThat(config.get(SettingKey.POLICIES)).isEqualTo(BASE.resolve("policies"));
        assertThat(config.get(SettingKey.APP_ASKS, "shop", "face-matcher"))
                .isEqualTo(URI.create("https://127.0.0.1:7443"));
        assertThat(config.find(SettingKey.APP_HOST, "shop")).isEmpty();
        assertThat(config.get(SettingKey.TENANT_SLOT)).isEqualTo(1);
        assertThat(config.shown(SettingKey.DRAIN)).isEqualTo("`data.drain` (flag --set data.drain)");
        assertThatThrownBy(() -> config.get(SettingKey.ISSUER, "city"))
                .hasMessage("`identity.city.issuer` is not set; write it in gateway.yaml.");
    }

    @Test
    void pages_ofAnApp_areOrigins(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), """
                apps:
                  shop:
                    upstream: https://127.0.0.1:7443
                    pages-at:
                      - https://visit.example
                      - https://visit.example:8443
                      - https://[2001:db8::1]:8443
                """);
        GatewayConfig config = GatewayConfig.of(Settings.of(ConfigFile.read(file), Map.of(), Map.of()), BASE);
        assertThat(config.apps().getFirst().pagesAt())
                .extracting(URI::toString)
                .containsExactly("https://visit.example", "https://visit.example:8443", "https://[2001:db8::1]:8443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages-at: [[https://visit.example]]", "pages-at: [{a: b}]", "path: [one, two]"})
    void list_standsOnlyWhereOneIsMeant(String line, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), "apps:\n  shop:\n    " + line + "\n");
        assertThatThrownBy(() -> ConfigFile.read(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("`apps.shop.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]:3000"})
    void pages_onLoopback_areForDevModeOnly(String origin) {
        Map<String, String> set = Map.of("apps.a.upstream", "https://127.0.0.1:7443", "apps.a.pages-at", origin);
        assertThatThrownBy(() -> config(set).apps())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("dev mode only");
        Map<String, String> dev = new HashMap<>(set);
        dev.put("mode", "dev");
        assertThat(config(dev).apps().getFirst().pagesAt()).hasSize(1);
    }

    @Test
    void name_ofTheOperator_takesThePlaceOfTheStar() {
        assertThat(SettingKey.APP_ASKS.named("shop", "face-matcher")).isEqualTo("apps.shop.ask.face-matcher");
        assertThat(SettingKey.of("apps.shop.ask.face-matcher")).contains(SettingKey.APP_ASKS);
        assertThat(Arrays.asList("apps.shop", "apps.shop.ask", "data.listen.x"))
                .allMatch(key -> SettingKey.of(key).isEmpty());
    }

    /// A misspelled name would leave the default in force, unsaid.
    @Test
    void environment_namesSettingsOnly() {
        assertThatThrownBy(() -> Settings.of(List.of(), Map.of("FIELDGATE_DATA_LISTN", "127.0.0.1:1"), Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("`FIELDGATE_DATA_LISTN`")
                .hasMessageContaining("did you mean `FIELDGATE_DATA_LISTEN`?");
        Map<String, String> others = Map.of("FIELDGATE_TOKEN", "t", "FIELDGATE_SCHED", "normal", "MY_FIELDGATE_X", "1");
        assertThat(Settings.of(List.of(), others, Map.of()).all())
                .noneMatch(set -> set.origin().startsWith("env"));
    }

    /// A cluster sets names of its own beside a service called `fieldgate`.
    @Test
    void environmentOfACluster_isNotMistaken() {
        Map<String, String> links = Map.of(
                "FIELDGATE_SERVICE_HOST",
                "10.0.0.1",
                "FIELDGATE_SERVICE_PORT",
                "443",
                "FIELDGATE_PORT",
                "tcp://10.0.0.1:443");
        assertThat(Settings.of(List.of(), links, Map.of()).all()).isNotEmpty();
        assertThatThrownBy(() -> Settings.of(List.of(), Map.of("FIELDGATE_PORT", "8443"), Map.of()))
                .hasMessageContaining("`FIELDGATE_PORT`");
    }
}
