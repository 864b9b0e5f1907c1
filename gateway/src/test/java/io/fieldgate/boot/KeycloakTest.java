package io.fieldgate.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.GatewayRig.Got;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Whoever a real Keycloak knows is known to the gateway by where *it* writes things: roles in a list below a member, a
/// citizen's number in an attribute, and `sub` an opaque id.
@EnabledIfSystemProperty(
        named = "scenes.keycloak",
        matches = ".+",
        disabledReason = "left out: no Keycloak; -Dscenes.keycloak names an unpacked one")
class KeycloakTest {
    private static final String CLERK =
            "\"org\":[\"pharmacy-group\"],\"staff\":[\"clerk-7\"],\"purposes\":[\"supply.mask\"]";

    @Test
    void tokensOfKeycloak_sayWhoSomebodyIs(@TempDir Path folder, @TempDir Path home) throws IOException {
        try (Keycloak keycloak = Keycloak.start(Path.of(System.getProperty("scenes.keycloak")), folder)) {
            keycloak.user("li", "\"number\":[\"" + GatewayRig.LI + "\"]", List.of("subject"));
            keycloak.user("account", "\"city\":[\"x\"]", List.of("subject"));
            keycloak.user("clerk", CLERK, List.of("clerk", "guard"));
            keycloak.user("courier", CLERK, List.of("clerk", "courier"));
            Path keys = Files.writeString(folder.resolve("keycloak.jwks"), keycloak.keys());
            Map<String, String> flags = Map.of(
                    "identity.city.issuer", keycloak.issuer(),
                    "identity.city.audience", "fieldgate",
                    "identity.city.jwks", keys.toString(),
                    "identity.city.claims.role", "/realm_access/roles",
                    "identity.city.claims.subject", "number");
            try (GatewayRig rig = GatewayRig.start(home, flags)) {
                Got booked = book(rig, keycloak.token("li"));
                assertThat(booked.status()).as(booked.body()).isEqualTo(201);
                assertThat(book(rig, keycloak.token("account")).problem())
                        .as("no number, so nothing with a subject")
                        .isEqualTo("not-oneself");
                String id = booked.body().split("\"id\":\"", -1)[1].split("\"", -1)[0];
                Got read = rig.data("GET", "/mask-booking/api/bookings/" + id, keycloak.token("clerk"), "");
                assertThat(read.status()).as(read.body()).isEqualTo(200);
                assertThat(rig.data("GET", "/mask-booking/api/bookings/" + id, keycloak.token("courier"), "")
                                .body())
                        .as("two roles of one organisation for one purpose")
                        .contains("token-roles-ambiguous");
            }
        }
    }

    private static Got book(GatewayRig rig, String token) {
        return rig.data(
                "POST",
                "/mask-booking/api/bookings",
                token,
                "{\"idNo\":\"" + GatewayRig.LI + "\",\"mobile\":\"13800138000\",\"store\":7,"
                        + "\"slot\":\"2020-02-21T09:00:00+08:00\"}");
    }
}
