package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An app of visits to people at home, beside the shipped ones: its register's head is here, the rest is each test's.
final class Visits {
    private static final String HEAD = """
            policy: visits
            title: 走访
            suite: intl
            campaign: covid-2020
            sunset: 2020-12-31
            assessment: PIA-1
            accountable:
              collector:
                org: district-health-bureau
                person: 张某
                contact: privacy@health.example
              users: [USERS]
            scope: city-epidemic
            subject: idNo
            record: id
            under-14: as-others
            purposes:
              medical-follow-up:
                basis: public-health-emergency
                order: City order 2020-12
            """;

    private Visits() {}

    /// @param users organisation that uses the data
    /// @param types of the vocabulary the app needs beside those of a follow-up, each with a comma behind it
    /// @param rest of the register, from `routes:` on
    static ProxyRig rig(Path folder, String users, String types, String rest) throws IOException {
        Path policies = Bookings.policies(folder, "never", "never");
        Path vocabulary = policies.resolve("vocabulary.yaml");
        String needs = "(medical-follow-up:\\n    title: [^\\n]*\\n    kind: public\\n    needs:\\s*\\[?)";
        Files.writeString(vocabulary, Files.readString(vocabulary).replaceAll(needs, "$1" + types + " "));
        Files.writeString(policies.resolve("visits.yaml"), HEAD.replace("USERS", users) + rest);
        ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies);
        assertThat(rig.policies.app("visits"))
                .as(rig.policies.diagnostics().toString())
                .isPresent();
        return rig;
    }
}
