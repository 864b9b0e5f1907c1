package io.fieldgate.proxy;

import io.fieldgate.enforce.Decision;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import java.util.List;
import java.util.Optional;

/// What the judge's refusals are called outside.
final class RefusalMapping {
    private RefusalMapping() {}

    static <T> Step.Refused<T> of(Decision.Refuse refuse) {
        Problem problem = problem(refuse.why());
        Refusal named = Refusal.at(problem, refuse.faults());
        int seconds = Math.toIntExact(refuse.retryAfter().toSeconds());
        Refusal refusal = new Refusal(problem, named.rule(), named.faults(), seconds, List.of());
        return new Step.Refused<>(refusal, Optional.empty(), refuse.decisions());
    }

    private static Problem problem(Decision.Why why) {
        return switch (why) {
            case UNDECLARED -> Problem.UNDECLARED;
            case REFUSED -> Problem.REFUSED;
            case UNFIT -> Problem.UNFIT;
            case BULK_PERSONAL_DATA -> Problem.BULK_PERSONAL_DATA;
            case TOKEN_NOT_ACCEPTED -> Problem.TOKEN_NOT_ACCEPTED;
            case CONSENT_REQUIRED -> Problem.CONSENT_REQUIRED;
            case SEPARATE_CONSENT_REQUIRED -> Problem.SEPARATE_CONSENT_REQUIRED;
            case GUARDIAN_REQUIRED -> Problem.GUARDIAN_REQUIRED;
            case TOO_YOUNG -> Problem.TOO_YOUNG;
            case DIES_TOO_SOON -> Problem.DIES_TOO_SOON;
        };
    }
}
