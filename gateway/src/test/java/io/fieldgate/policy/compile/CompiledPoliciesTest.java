package io.fieldgate.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Shape;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.RetentionPeriod;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.ShippedPoliciesTest;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.transform.form.Form;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The three shipped registers, as the exchange sees them.
final class CompiledPoliciesTest {
    private final PolicySnapshot snapshot =
            PolicyFiles.load(ShippedPoliciesTest.FOLDER, ShippedPoliciesTest.THEN, Lints.STANDARD);
    private final AppPolicy health = snapshot.app("health-declare").orElseThrow();
    private final AppPolicy kit = snapshot.app("beijing-healthkit").orElseThrow();
    private final AppPolicy masks = snapshot.app("mask-booking").orElseThrow();

    @Test
    void slot_isTheIndexOfItsEntry() {
        for (AppPolicy app : snapshot.apps().values()) {
            for (int slot = 0; slot < app.entries().count(); slot++) {
                assertThat(app.entry(slot).slot()).isEqualTo(slot);
            }
        }
        assertThat(health.entry(health.head().subject().orElseThrow()).name()).isEqualTo("idNo");
        assertThat(health.entry(health.head().record().orElseThrow()).name()).isEqualTo("id");
    }

    @Test
    void taken_holdsWhatAClientMaySendAndNothingElse() {
        assertThat(places(route(health, "POST /api/declarations").request().body()))
                .containsExactly(
                        "/person/name",
                        "/person/idNo",
                        "/person/cert/no",
                        "/person/mobile",
                        "/health/temperature",
                        "/person/address",
                        "/trips/*/city",
                        "part:photo",
                        "/photo");
        assertThat(places(route(kit, "POST /api/checks").request().body())).containsExactly("/idNo", "part:face");
        assertThat(places(route(masks, "POST /api/bookings").request().body()))
                .containsExactly("/idNo", "/mobile", "/delivery/address", "/store", "/slot");
    }

    @Test
    void given_readsFieldsAtTheirPlacesUnderFrom() {
        Route list = route(health, "GET /api/declarations");
        assertThat(list.isList()).isTrue();
        assertThat(list.answer().shape().from()).containsExactly("items");
        assertThat(places(list.answer().shape()))
                .contains("/person/ageBand", "/photo", "/id", "top:/total")
                .doesNotContain("part:photo", "query:page");
        assertThat(places(list.request().query())).containsExactly("query:district", "query:page");
        assertThat(route(health, "GET /api/declarations/{id}").request().path()).containsOnlyKeys("id");
        assertThat(places(route(kit, "GET /api/checks/{id}").answer().shape()))
                .containsExactly("/idNo", "/match", "/colour", "/name", "/id", "/until");
    }

    @Test
    void openRoute_readsCarriedValuesOnly() {
        assertThat(places(route(masks, "GET /api/draws/{day}").answer().shape()))
                .containsExactly("/number");
    }

    @Test
    void answerOfATake_isItsCarriedValues() {
        assertThat(places(route(masks, "POST /api/bookings").answer().shape())).containsExactly("/id", "/number");
    }

    @Test
    void reveal_resolvesEachFieldToItsForm() {
        assertThat(forms(
                        health,
                        health.revealTo("gate-guard", "entry-registration")
                                .orElseThrow()
                                .show()))
                .isEqualTo(Map.of("name", "surname", "temperature", "band"));
        assertThat(forms(
                        health,
                        health.revealTo("subject", "own-data").orElseThrow().show()))
                .isEqualTo(Map.of(
                        "name",
                        "plain",
                        "idNo",
                        "pseudonym",
                        "ageBand",
                        "plain",
                        "mobile",
                        "plain",
                        "temperature",
                        "plain",
                        "address",
                        "district",
                        "places",
                        "plain"));
        RevealRule doctor =
                health.revealTo("community-doctor", "medical-follow-up").orElseThrow();
        assertThat(forms(health, doctor.weakest()))
                .isEqualTo(Map.of("name", "surname", "mobile", "last3", "temperature", "band"));
        assertThat(doctor.rows().orElseThrow().claim()).isEqualTo("region");
        assertThat(forms(kit, kit.revealTo("subject", "own-data").orElseThrow().show()))
                .doesNotContainKey("face");
    }

    @Test
    void ends_areInstantsOfTheZone() {
        assertThat(health.duties().sunset()).isEqualTo(Instant.parse("2020-12-31T16:00:00Z"));
        assertThat(health.campaignEnd()).contains(Instant.parse("2021-01-23T16:00:00Z"));
        RetentionPeriod temperature =
                field(health, "temperature").stored().keep().orElseThrow();
        assertThat(temperature.life()).isEqualTo(Duration.ofDays(14));
        assertThat(temperature.event().orElseThrow()).isEqualTo(new RetentionPeriod.EventEnd("screening-ended", "P7D"));
        Instant born = Instant.parse("2020-02-20T02:00:00Z"); // ten in the morning
        assertThat(field(kit, "idNo").stored().keep().orElseThrow().deadline(born, kit.campaignEnd()))
                .isEqualTo(Instant.parse("2020-02-20T16:00:00Z"));
    }

    @Test
    void sources_areWhoMakesTheValue() {
        assertThat(field(kit, "colour").isByApp()).isTrue();
        assertThat(field(kit, "match").source()).isInstanceOfSatisfying(FieldRule.Source.Asked.class, asked -> {
            assertThat(asked.role()).isEqualTo("face-matcher");
            assertThat(asked.answers()).containsExactly("same", "different");
            assertThat(asked.with()).containsExactly(field(kit, "idNo").slot());
        });
        assertThat(field(masks, "ageBand").source()).isInstanceOf(FieldRule.Source.Derived.class);
        assertThat(field(masks, "idNo").isEphemeral()).isTrue();
    }

    @Test
    void blob_hasTheSizeOfItsCheck() {
        assertThat(field(health, "face").type().content()).isEqualTo(new FieldType.Content(Shape.Kind.BLOB, 524_288));
    }

    private static Route route(AppPolicy app, String template) {
        return app.routes().stream()
                .filter(route -> route.template().equals(template))
                .findFirst()
                .orElseThrow();
    }

    private static FieldRule field(AppPolicy app, String name) {
        return app.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> places(Shape shape) {
        return shape.places().stream().map(place -> place.path().text()).toList();
    }

    private static Map<String, String> forms(AppPolicy app, Map<Integer, Form> shown) {
        Map<String, String> forms = new TreeMap<>();
        shown.forEach((slot, form) -> forms.put(app.entry(slot).name(), form.name()));
        return forms;
    }
}
