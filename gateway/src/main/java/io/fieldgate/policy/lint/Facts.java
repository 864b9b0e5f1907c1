package io.fieldgate.policy.lint;

import io.fieldgate.policy.EndedBy;
import io.fieldgate.policy.FieldType.Identifies;
import io.fieldgate.policy.FieldType.Level;
import io.fieldgate.policy.PurposeRule;
import io.fieldgate.policy.register.Campaigns;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.PolicyDraft;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.RevealBlock;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.derive.Ages;
import io.fieldgate.transform.form.Effect;
import io.fieldgate.transform.form.Form;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What rules ask of one register, resolved against the vocabulary. Empty where a name is unknown: that has its
/// own finding.
final class Facts {
    private final PolicyDraft draft;
    private final Register register;

    Facts(PolicyDraft draft, Register register) {
        this.draft = draft;
        this.register = register;
    }

    Register register() {
        return register;
    }

    Vocabulary vocabulary() {
        return draft.vocabulary();
    }

    List<FieldBlock> fields() {
        return register.flow().fields();
    }

    ZoneId zone() {
        return vocabulary().zone();
    }

    LocalDate today() {
        return draft.now().atZone(zone()).toLocalDate();
    }

    Optional<TypeBlock> type(FieldBlock field) {
        return vocabulary().type(field.type().value());
    }

    Optional<Form> form(FieldBlock field) {
        return field.life().as().flatMap(name -> vocabulary().form(name.value()));
    }

    Optional<Duration> life(FieldBlock field) {
        return field.life().keep().flatMap(Register.KeepBlock::life);
    }

    /// A type of level none counts as personal when it is a field.
    Level level(FieldBlock field) {
        return type(field)
                .map(type -> type.traits().level())
                .filter(level -> level == Level.SENSITIVE)
                .orElse(Level.PERSONAL);
    }

    boolean isSensitive(FieldBlock field) {
        return level(field) == Level.SENSITIVE;
    }

    boolean identifiesAlone(FieldBlock field) {
        return type(field)
                .filter(type -> type.traits().identifies() == Identifies.ALONE)
                .isPresent();
    }

    boolean isBiometric(FieldBlock field) {
        return type(field).filter(type -> type.traits().isBiometric()).isPresent() && identifiesAlone(field);
    }

    List<Meaning> meanings(FieldBlock field) {
        return type(field).map(TypeBlock::meanings).orElse(List.of());
    }

    boolean isPlace(FieldBlock field) {
        return meanings(field).stream().anyMatch(Meaning.Place.class::isInstance);
    }

    boolean isEphemeral(FieldBlock field) {
        return form(field).filter(Form::isEphemeral).isPresent();
    }

    /// The door tells children by it, whatever becomes of it later.
    boolean isReadAtTheDoor(FieldBlock field) {
        return register.duties().underFourteen().isPresent() && Ages.areToldBy(meanings(field));
    }

    boolean isSealed(FieldBlock field) {
        return form(field).filter(Form::isSealed).isPresent();
    }

    /// What the app must delete itself.
    boolean isEndedByApp(FieldBlock field) {
        boolean known = field.isByApp() || form(field).isPresent();
        return known && EndedBy.of(form(field), life(field)) == EndedBy.APP;
    }

    boolean isLongToken(FieldBlock field) {
        return isSealed(field) && isEndedByApp(field);
    }

    /// The app can read or compare it.
    boolean isReadableByApp(FieldBlock field) {
        return field.isByApp() || form(field).filter(Form::isReadable).isPresent();
    }

    /// The forms an app may receive the field's type in that do this.
    List<String> allowed(FieldBlock field, Effect effect) {
        return type(field).map(type -> type.allowed().as()).orElse(List.of()).stream()
                .map(Located::value)
                .filter(name -> vocabulary()
                        .form(name)
                        .filter(form -> form.effect() == effect)
                        .isPresent())
                .toList();
    }

    /// The views of others in which the field stands.
    List<RevealBlock> viewsOf(FieldBlock field) {
        return register.reveal().stream()
                .filter(view -> !view.isSubject())
                .filter(view -> view.show().stream()
                        .anyMatch(
                                line -> line.entry().value().equals(field.name().value())))
                .toList();
    }

    boolean serves(FieldBlock field, String purpose) {
        return field.why().stream().anyMatch(why -> why.purpose().value().equals(purpose));
    }

    /// Every purpose of the field rests on consent.
    boolean restsOnConsentOnly(FieldBlock field) {
        List<String> purposes =
                field.why().stream().map(why -> why.purpose().value()).toList();
        return PurposeRule.consentOnly(
                purposes,
                name -> register.purpose(name)
                        .filter(Register.PurposeBlock::isConsent)
                        .isPresent());
    }

    Optional<Campaigns.CampaignBlock> campaign() {
        return register.duties().campaign().flatMap(name -> draft.campaigns().find(name.value()));
    }

    Set<String> campaignNames() {
        return draft.campaigns().byName().keySet();
    }

    boolean isSubject(String entry) {
        return register.identity()
                .subject()
                .filter(name -> name.value().equals(entry))
                .isPresent();
    }

    boolean isKind(String purpose, String kind) {
        Vocabulary.PurposeWord word = vocabulary().words().purposes().get(purpose);
        return word != null && word.kind().equals(kind);
    }

    /// The latest day on which a value of this life can still be there.
    Optional<LocalDate> lastDay(Duration life) {
        return register.duties()
                .sunset()
                .map(Located::value)
                .map(sunset ->
                        sunset.plusDays(1).atStartOfDay(zone()).plus(life).toLocalDate());
    }
}
