package io.fieldgate.proxy.http;

import io.fieldgate.outage.AuditUnavailable;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.outage.StateUnavailable;
import io.fieldgate.outage.Unavailable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every refusal the gateway can answer, as `application/problem+json` of type `urn:fieldgate:problem:<id>`.
/// Titles and details stand in the catalogues `problems_en` and `problems_zh`; each has a section in
/// `docs/reference/problems.md`.
/// A new refusal is one constant here, two lines in each catalogue and that section. Source: RFC 9457.
public enum Problem {
    MALFORMED(400),
    NO_CALLER(401),
    PURPOSE_NOT_ALLOWED(403),
    ROLE_NOT_ALLOWED(403),
    NOT_ONESELF(403),
    FOREIGN_PAGE(403),
    CONSENT_REQUIRED(403),
    SEPARATE_CONSENT_REQUIRED(403),
    GUARDIAN_REQUIRED(403),
    APPROVAL_REQUIRED(403),
    SECOND_PERSON(403),
    TOO_YOUNG(403),
    NO_ROUTE(404),
    NO_RECORD(404),
    METHOD_NOT_ALLOWED(405),
    ALREADY_BOOKED(409),
    CAMPAIGN_ENDED(410),
    SUNSET_PASSED(410),
    GONE(410),
    TOO_LARGE(413),
    MEDIA_TYPE(415),
    UNDECLARED(422),
    REFUSED(422),
    UNFIT(422),
    KEY_REUSED(422),
    BULK_PERSONAL_DATA(422),
    TOKEN_NOT_ACCEPTED(422),
    TLS_REQUIRED(426),
    OVER_LIMIT(429),
    INTERNAL(500),
    BACKEND_FAILED(502),
    BACKEND_UNREADABLE(502),
    RECORD_MIXED(502),
    BAD_TOKEN(502),
    BACKEND_TIMEOUT(504),
    OVERLOADED(503),
    KEYS_UNAVAILABLE(503),
    EVIDENCE_UNAVAILABLE(503),
    POLICY_NOT_ACTIVE(503),
    STATE_UNAVAILABLE(503),
    CLOCKS_DISAGREE(503),
    DIES_TOO_SOON(503);

    private static final String TYPE = "urn:fieldgate:problem:";

    private final int status;
    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Problem(int status) {
        this.status = status;
    }

    /// The name in `type`, in leaves and in metrics, such as `no-caller`.
    public String id() {
        return id;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    public String type() {
        return TYPE + id;
    }

    /// What a part that cannot answer is called outside.
    public static Problem of(Unavailable outage) {
        return switch (outage) {
            case AuditUnavailable _ -> EVIDENCE_UNAVAILABLE;
            case KeysUnavailable _ -> KEYS_UNAVAILABLE;
            case StateUnavailable _ -> STATE_UNAVAILABLE;
        };
    }

    public static Optional<Problem> named(String id) {
        return Arrays.stream(values()).filter(problem -> problem.id.equals(id)).findFirst();
    }
}
