package io.fieldgate.transform.form;

import java.util.List;
import java.util.Optional;

/// Every primitive a form may be composed of. A new one is one file and one line here.
public final class Transforms {
    public static final List<Transform.Kind> STANDARD = List.of(
            Plainly.IDENTITY,
            Plainly.DISCARD,
            Keyed.AEAD,
            Keyed.SIV,
            Keyed.HMAC,
            Ends.KIND,
            Surname.KIND,
            Ladder.KIND,
            CutAddress.NORMALISE,
            CutAddress.KIND,
            RoundTime.KIND,
            PhoneEnds.KIND,
            EmailDomain.KIND,
            IpNetwork.KIND,
            DiagnosisChapter.KIND);

    private Transforms() {}

    public static Optional<Transform.Kind> named(String name) {
        return STANDARD.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
