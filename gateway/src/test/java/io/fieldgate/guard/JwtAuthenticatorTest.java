package io.fieldgate.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldgate.crypto.SteppedClock;
import io.fieldgate.guard.Authenticator.Identified;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.Role;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The negative table of bearer tokens. Signatures are made with the JDK, so signer and verifier share no code.
final class JwtAuthenticatorTest {
    private static final TokenRules RULES = TokenRules.of("https://id.example", "fieldgate");
    private static final RoleDirectory ROLES = new RoleDirectory(
            List.of(
                    new Role("gate-guard", "community-office", "guard", Map.of()),
                    new Role("community-doctor", "district-hospital", "doctor", Map.of("geo.address", "region")),
                    new Role("night-doctor", "district-hospital", "night", Map.of()),
                    new Role("auditor", "", "auditor", Map.of())),
            Map.of(
                    "gate-guard", Set.of("entry-registration"),
                    "community-doctor", Set.of("medical-follow-up", "home-visit"),
                    "night-doctor", Set.of("home-visit")));
    private static final TokenRules KEYCLOAK = TokenRules.of(
            "https://id.example",
            "fieldgate",
            new TokenRules.ClaimNames(
                    new TokenRules.Claim("/realm_access/roles"),
                    new TokenRules.Claim("org"),
                    new TokenRules.Claim("purposes"),
                    new TokenRules.Claim("staff"),
                    new TokenRules.Claim("/number")));
    private static final String LI = "11010519491231002X"; // the sample number of GB 11643

    private static final Vertx VERTX = Vertx.vertx();
    private static final KeyPair KEYS = ec();
    private static final KeyPair FOREIGN = ec();

    private final SteppedClock clock = new SteppedClock(GuardRig.START);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<String> jwks = new AtomicReference<>(keySet(KEYS, "k1"));
    private final JwtAuthenticator identity =
            JwtAuthenticator.open(VERTX, RULES, jwks::get, () -> ROLES, clock, nanos::get);

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void doctor_isKnownByOrganisationAndClaim() {
        Caller caller = known(token(claims -> claims), null);
        assertThat(caller.role()).isEqualTo("community-doctor");
        assertThat(caller.id()).isEqualTo("staff-2291");
        assertThat(caller.org()).isEqualTo("district-hospital");
        assertThat(caller.purpose()).isEqualTo("medical-follow-up");
        assertThat(caller.credential()).isEqualTo("jti:9kQ2");
        assertThat(caller.claims()).containsOnly(Map.entry("region", "110105"));
        assertThat(caller.subject()).isEmpty(); // `sub` of staff is nobody's data
        assertThat(caller.toString()).doesNotContain("2291");
    }

    @Test
    void subject_hasItsOwnValueAndItsOwnPurpose() {
        String token = token(claims -> {
            claims.remove("org");
            claims.remove("staff");
            claims.remove("purposes");
            return claims.put("role", "subject").put("sub", LI);
        });
        Caller caller = known(token, null);
        assertThat(caller.role()).isEqualTo(Role.SUBJECT);
        assertThat(caller.purpose()).isEqualTo(Role.OWN_DATA);
        assertThat(caller.subject()).hasValue(LI);
        assertThat(caller.id()).isEmpty();
        assertThat(caller.org()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "community-office, guard, gate-guard",
        "district-hospital, guard, ''",
        "community-office, gate-guard, ''", // the name of a role is not its claim
        "community-office, community-doctor, ''",
        "anywhere, auditor, auditor",
    })
    void role_isOrganisationAndClaim(String org, String claim, String role) {
        String token = token(claims -> claims.put("org", org).put("role", claim));
        assertThat(known(token, null).role()).isEqualTo(role);
    }

    /// As Keycloak writes it: roles in a list below a member, beside roles of its own; the number in an attribute.
    @ParameterizedTest
    @CsvSource({
        "offline_access doctor default-roles-city, medical-follow-up, community-doctor",
        "doctor night, medical-follow-up, community-doctor",
        "doctor night, home-visit, token-roles-ambiguous",
        "doctor night, entry-registration, ''",
        "offline_access uma_authorization, medical-follow-up, ''",
        "subject doctor, medical-follow-up, community-doctor",
        "subject doctor, own-data, subject",
    })
    void listOfRoles_isResolvedByThePurpose(String roles, String purpose, String expected) {
        JwtAuthenticator keycloak = JwtAuthenticator.open(VERTX, KEYCLOAK, jwks::get, () -> ROLES, clock, nanos::get);
        String token = token(claims -> {
            claims.remove("role");
            JsonArray list = new JsonArray(List.of(roles.split(" ", -1)));
            return claims.put("realm_access", new JsonObject().put("roles", list))
                    .put("purposes", new JsonArray().add(purpose))
                    .put("number", LI);
        });
        Identified identified = keycloak.identify("Bearer " + token, purpose);
        if (identified instanceof Identified.Known(Caller caller)) {
            boolean self = expected.equals("subject");
            assertThat(caller.role()).isEqualTo(expected);
            assertThat(caller.subject()).isEqualTo(self ? Optional.of(LI) : Optional.empty());
            assertThat(caller.id()).isEqualTo(self ? "" : "staff-2291");
            assertThat(caller.claims()).as("his number is no text for others").doesNotContainKey("number");
        } else {
            assertThat(identified).isEqualTo(new Identified.Rejected(expected));
        }
    }

    /// A citizen whose provider lists roles has neither organisation nor staff id.
    @Test
    void citizenWithAListOfRoles_actsForHimself() {
        JwtAuthenticator keycloak = JwtAuthenticator.open(VERTX, KEYCLOAK, jwks::get, () -> ROLES, clock, nanos::get);
        String token = token(claims -> {
            List.of("role", "org", "staff", "purposes").forEach(claims::remove);
            return claims.put(
                            "realm_access",
                            new JsonObject()
                                    .put("roles", new JsonArray().add("subject").add("offline_access")))
                    .put("sub", "8f1c2d3e-4b5a-4c6d-8e7f-0a1b2c3d4e5f")
                    .put("number", LI);
        });
        assertThat(keycloak.identify("Bearer " + token, null)).isInstanceOfSatisfying(Identified.Known.class, known -> {
            assertThat(known.caller().role()).isEqualTo(Role.SUBJECT);
            assertThat(known.caller().purpose()).isEqualTo(Role.OWN_DATA);
            assertThat(known.caller().subject()).hasValue(LI);
        });
    }

    @Test
    void purpose_isChosenAmongThoseAllowed() {
        String token = token(
                claims -> claims.put("purposes", new JsonArray().add("a.one").add("a.two")));
        assertThat(identify(token, null)).isEqualTo(new Identified.PurposeNotAllowed());
        assertThat(known(token, "a.two").purpose()).isEqualTo("a.two");
        assertThat(identify(token, "a.three")).isEqualTo(new Identified.PurposeNotAllowed());
        assertThat(identify(token, "")).isEqualTo(new Identified.PurposeNotAllowed());
    }

    @Test
    void header_addsNoPurpose() {
        String token = token(claims -> claims);
        assertThat(identify(token, "own-data")).isEqualTo(new Identified.PurposeNotAllowed());
        assertThat(identify(token, "medical-follow-up,other")).isEqualTo(new Identified.PurposeNotAllowed());
    }

    @ParameterizedTest
    @CsvSource({
        "iss, https://id.example/, token-issuer",
        "iss, , token-issuer",
        "aud, other, token-audience",
        "aud, , token-audience",
        "exp, , token-claims",
        "exp, soon, token-signature", // the library gives up on it
        "nbf, tomorrow, token-claims",
        "org, , token-claims",
        "staff, , token-claims",
        "role, , token-claims",
        "staff, 13800138000, token-claims", // shaped like a mobile number: the log would name a person
        "org, has space, token-claims",
    })
    void claim_thatDoesNotHold_isRefused(String claim, String value, String rule) {
        String token = token(claims -> {
            claims.remove(claim);
            return value == null ? claims : claims.put(claim, value);
        });
        assertThat(identify(token, null)).isEqualTo(new Identified.Rejected(rule));
    }

    @Test
    void audience_mayBeOneOfSeveral() {
        String token =
                token(claims -> claims.put("aud", new JsonArray().add("other").add("fieldgate")));
        assertThat(identify(token, null)).isInstanceOf(Identified.Known.class);
    }

    @Test
    void purposes_ofAnotherKind_areRefused() {
        assertThat(identify(token(claims -> claims.put("purposes", new JsonArray().add(1))), null))
                .isEqualTo(new Identified.Rejected("token-claims"));
        assertThat(identify(token(claims -> claims.put("purposes", 7)), null))
                .isEqualTo(new Identified.Rejected("token-claims"));
    }

    @Test
    void time_isJudgedAtEveryUse() {
        String token = token(claims -> claims.put("nbf", GuardRig.START.getEpochSecond() + 60));
        assertThat(identify(token, null)).isEqualTo(new Identified.Rejected("token-expired")); // 30 s of leeway
        clock.advance(Duration.ofSeconds(31));
        assertThat(identify(token, null)).isInstanceOf(Identified.Known.class);
        clock.advance(Duration.ofHours(1));
        assertThat(identify(token, null)).isEqualTo(new Identified.Rejected("token-expired"));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "NULL, anonymous",
                "'', anonymous",
                "'   ', anonymous",
                "Basic dXNlcjpwYXNz, token-malformed",
                "Bearer, token-malformed",
                "'Bearer ', token-malformed",
                "Bearer a.b, token-malformed",
                "Bearer a.b.c.d, token-malformed",
                "Bearer ..., token-malformed",
                "Bearer .., token-malformed",
                "Bearer a b.c.d, token-malformed",
                "Bearer é.é.é, token-malformed",
                "Bearer eyJhbGciOiJFUzI1NiJ9.e30., token-signature",
                "Bearer W10.e30.AA, token-malformed",
                "Bearer e30.e30.AA, token-malformed",
            },
            nullValues = "NULL")
    void authorization_thatIsNoToken(String authorization, String expected) {
        Identified outcome = identity.identify(authorization, null);
        Identified wanted =
                expected.equals("anonymous") ? new Identified.Anonymous() : new Identified.Rejected(expected);
        assertThat(outcome).isEqualTo(wanted);
    }

    @Test
    void scheme_isReadWithoutCase() {
        assertThat(identity.identify("bearer " + token(claims -> claims), null)).isInstanceOf(Identified.Known.class);
    }

    @Test
    void unsigned_isRefused() {
        for (String algorithm : List.of("none", "None", "NONE", "nOnE", "")) {
            String head = base64(
                    new JsonObject().put("alg", algorithm).put("typ", "JWT").encode());
            String body = base64(claims().encode());
            assertThat(identify(head + "." + body + ".", null)).isEqualTo(new Identified.Rejected("token-signature"));
            assertThat(identify(head + "." + body + ".AAAA", null))
                    .isEqualTo(new Identified.Rejected("token-signature"));
        }
    }

    @Test
    void sharedSecretMadeOfThePublicKey_isRefused() throws Exception {
        String head =
                base64(new JsonObject().put("alg", "HS256").put("kid", "k1").encode());
        String body = base64(claims().encode());
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(KEYS.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (byte[] secret :
                List.of(KEYS.getPublic().getEncoded(), pem, jwks.get().getBytes(StandardCharsets.UTF_8))) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String tag = base64(mac.doFinal((head + "." + body).getBytes(StandardCharsets.US_ASCII)));
            assertThat(identify(head + "." + body + "." + tag, null))
                    .isEqualTo(new Identified.Rejected("token-signature"));
        }
    }

    @Test
    void foreignKey_isRefused_alsoUnderAKnownName() {
        assertThat(identify(sign(FOREIGN, "ES256", "k1", claims()), null))
                .isEqualTo(new Identified.Rejected("token-signature"));
        assertThat(identify(sign(FOREIGN, "ES256", "k9", claims()), null))
                .isEqualTo(new Identified.Rejected("token-signature"));
    }

    @Test
    void keyInTheHeader_isNotTrusted() {
        JsonObject head = new JsonObject().put("alg", "ES256").put("jwk", jwk(FOREIGN, "k1"));
        assertThat(identify(sign(FOREIGN, head, claims()), null)).isEqualTo(new Identified.Rejected("token-signature"));
    }

    @Test
    void criticalHeader_isRefused() {
        JsonObject head = new JsonObject().put("alg", "ES256").put("kid", "k1").put("crit", new JsonArray().add("x"));
        assertThat(identify(sign(KEYS, head, claims()), null)).isEqualTo(new Identified.Rejected("token-malformed"));
    }

    @Test
    void anyChangedCharacter_isRefused() {
        String token = token(claims -> claims);
        for (int i = 0; i < token.length() - 1; i++) { // the last one has spare bits
            char[] text = token.toCharArray();
            text[i] = text[i] == 'A' ? 'B' : 'A';
            assertThat(identify(new String(text), null)).as("character %d", i).isInstanceOf(Identified.Rejected.class);
        }
    }

    @Test
    void rolledOverKey_isFetched_atMostOnceAMinute() {
        String fresh = sign(FOREIGN, "ES256", "k2", claims());
        assertThat(identify(fresh, null)).isEqualTo(new Identified.Rejected("token-signature"));
        jwks.set(keySet(FOREIGN, "k2"));
        assertThat(identify(fresh, null)).isEqualTo(new Identified.Rejected("token-signature")); // asked a moment ago
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(identify(fresh, null)).isInstanceOf(Identified.Known.class);
        assertThat(identify(token(claims -> claims), null)).isEqualTo(new Identified.Rejected("token-signature"));
    }

    @Test
    void brokenKeySet_changesNothing() {
        String token = token(claims -> claims);
        for (String broken : List.of("", "{}", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}")) {
            jwks.set(broken);
            assertThat(identity.refresh()).isFalse();
            assertThat(identify(token, null)).isInstanceOf(Identified.Known.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JwtAuthenticator.open(VERTX, RULES, () -> broken, () -> ROLES, clock));
        }
    }

    @Test
    void otherAlgorithms_verify() throws Exception {
        KeyPair rsa = generator("RSA", 2048).generateKeyPair();
        KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] raw = edwards.getPublic().getEncoded();
        JsonObject okp = new JsonObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("kid", "e1")
                .put("x", base64(Arrays.copyOfRange(raw, raw.length - 32, raw.length)));
        RSAPublicKey open = (RSAPublicKey) rsa.getPublic();
        JsonObject rsaKey = new JsonObject()
                .put("kty", "RSA")
                .put("kid", "r1")
                .put("n", base64(fixed(open.getModulus(), 256)))
                .put("e", base64(open.getPublicExponent().toByteArray()));
        jwks.set(new JsonObject()
                .put("keys", new JsonArray().add(okp).add(rsaKey))
                .encode());
        assertThat(identity.refresh()).isTrue();
        assertThat(identify(sign(rsa, "RS256", "r1", claims()), null)).isInstanceOf(Identified.Known.class);
        assertThat(identify(sign(edwards, "EdDSA", "e1", claims()), null)).isInstanceOf(Identified.Known.class);
        assertThat(identify(sign(KEYS, "ES256", "k1", claims()), null))
                .isEqualTo(new Identified.Rejected("token-signature"));
    }

    @Test
    void shortRsaKey_isNoKey() throws Exception {
        RSAPublicKey weak =
                (RSAPublicKey) generator("RSA", 1024).generateKeyPair().getPublic();
        String set = new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("n", base64(fixed(weak.getModulus(), 128)))
                                        .put("e", "AQAB")))
                .encode();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtAuthenticator.open(VERTX, RULES, () -> set, () -> ROLES, clock));
    }

    @Test
    void devToken_isKnown() {
        jwks.set(new JsonObject()
                .put("keys", new JsonArray().add(jwk(KEYS, "dev")))
                .encode());
        assertThat(identity.refresh()).isTrue();
        JsonObject key = jwk(KEYS, "dev").put("d", base64(fixed(((ECPrivateKey) KEYS.getPrivate()).getS(), 32)));
        DevTokens dev = DevTokens.open(VERTX, key.encode(), RULES, clock, () -> "01EXAMPLE");
        Caller caller = known(dev.sign(DevOrders.subject(LI)), null);
        assertThat(caller.subject()).hasValue(LI);
        assertThat(caller.credential()).isEqualTo("jti:01EXAMPLE");
        Caller doctor = known(
                dev.sign(new DevTokens.Order(
                        "doctor",
                        "district-hospital",
                        List.of("follow.up"),
                        "staff-1",
                        Optional.empty(),
                        Map.of("region", "110105"),
                        Duration.ofHours(8))),
                null);
        assertThat(doctor.role()).isEqualTo("community-doctor");
        assertThat(doctor.claims()).containsEntry("region", "110105");
        assertThat(DevOrders.subject(LI).toString()).doesNotContain(LI);
    }

    private Caller known(String token, @Nullable String purpose) {
        assertThat(identify(token, purpose)).isInstanceOf(Identified.Known.class);
        return ((Identified.Known) identify(token, purpose)).caller();
    }

    private Identified identify(String token, @Nullable String purpose) {
        return identity.identify("Bearer " + token, purpose);
    }

    private static String token(UnaryOperator<JsonObject> change) {
        return sign(KEYS, "ES256", "k1", change.apply(claims()));
    }

    private static JsonObject claims() {
        return new JsonObject()
                .put("iss", "https://id.example")
                .put("aud", "fieldgate")
                .put("exp", GuardRig.START.getEpochSecond() + 3_600)
                .put("jti", "9kQ2")
                .put("sub", "somebody")
                .put("role", "doctor")
                .put("org", "district-hospital")
                .put("staff", "staff-2291")
                .put("region", "110105")
                .put("purposes", new JsonArray().add("medical-follow-up"));
    }

    private static String sign(KeyPair pair, String algorithm, String keyId, JsonObject claims) {
        return sign(pair, new JsonObject().put("alg", algorithm).put("kid", keyId), claims);
    }

    private static String sign(KeyPair pair, JsonObject head, JsonObject claims) {
        String text = base64(head.encode()) + "." + base64(claims.encode());
        String name = Map.of("ES256", "SHA256withECDSAinP1363Format", "RS256", "SHA256withRSA", "EdDSA", "Ed25519")
                .get(head.getString("alg"));
        try {
            Signature signature =
                    Signature.getInstance(Optional.ofNullable(name).orElseThrow());
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String keySet(KeyPair pair, String keyId) {
        return new JsonObject()
                .put("keys", new JsonArray().add(jwk(pair, keyId)))
                .encode();
    }

    private static JsonObject jwk(KeyPair pair, String keyId) {
        ECPublicKey open = (ECPublicKey) pair.getPublic();
        return new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("kid", keyId)
                .put("x", base64(fixed(open.getW().getAffineX(), 32)))
                .put("y", base64(fixed(open.getW().getAffineY(), 32)));
    }

    private static KeyPair ec() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPairGenerator generator(String name, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
        generator.initialize(bits);
        return generator;
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, fixed, length - (bytes.length - from), bytes.length - from);
        return fixed;
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
