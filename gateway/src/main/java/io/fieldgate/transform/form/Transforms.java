package io.fieldgate.transform.form;

import java.util.List;
import java.util.Optional;

/// Every primitive a form may be composed of. A new one is one file and one line here.
public final class Transforms {
    public static final List<Transform.Kind> STANDARD = List.of(
            IdentityForms.IDENTITY,
            IdentityForms.DISCARD,
            KeyedTransforms.AEAD,
            KeyedTransforms.SIV,
            KeyedTransforms.HMAC,
            MaskMiddle.KIND,
            Surname.KIND,
            NumberBands.KIND,
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
