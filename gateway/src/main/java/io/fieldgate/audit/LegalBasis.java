package io.fieldgate.audit;

/// Why: purpose id, the policy's word for the legal basis, the consent's random id, the case number. Each may
/// be empty.
public record LegalBasis(String purpose, String basis, String consent, String caseNumber) implements LeafWriter.Part {

    public static final LegalBasis NONE = new LegalBasis("", "", "", "");

    public LegalBasis {
        LeafText.idOrNone("purpose", purpose);
        LeafText.idOrNone("basis.law", basis);
        LeafText.idOrNone("basis.consent", consent);
        LeafText.caseOrNone(caseNumber);
    }

    public static LegalBasis of(String purpose, String basis) {
        return new LegalBasis(purpose, basis, "", "");
    }

    @Override
    public void write(LeafWriter leaf) {
        leaf.text("case", caseNumber).text("consent", consent).text("law", basis);
    }
}
