package io.fieldgate.policy.bind;

/// One edit of the base files for each key of [PolicyKeys]: what it changes, or by which message it is
/// refused. A key without a row fails [KeysTest].
final class KeyEdits {
    private KeyEdits() {}

    /// `BLOCK.key | file | text | instead | outcome`: `meaning` where the compiled policies must differ and
    /// nothing may be refused, else the message. `⏎` is a line end, `·` a space at an edge. Words for people
    /// (titles, reasons) may say anything, but not nothing.
    static final String ENFORCED = """
            REGISTER.policy | other | policy: other | policy: else | FG-SYN-07.name
            REGISTER.title | other | title: 登记 | title: 登录 | meaning
            REGISTER.suite | other | suite: intl | suite: sm | FG-SYN-09.word
            REGISTER.campaign | other | campaign: covid-2020⏎ | | FG-CAM-01.no-campaign
            REGISTER.sunset | other | sunset: 2020-12-31 | sunset: 2020-12-30 | meaning
            REGISTER.assessment | other | assessment: PIA-1 | assessment: "" | FG-SYN-08.empty-value
            REGISTER.accountable | other | contact: privacy | contact: duty | meaning
            REGISTER.scope | other | scope: city | scope: town | FG-REF-01.scope
            REGISTER.subject | other | subject: idNo | subject: none | FG-REF-08.nobody
            REGISTER.record | other | record: id | record: none | FG-RET-06.no-name
            REGISTER.under-14 | other | under-14: guardian | under-14: refuse | meaning
            REGISTER.purposes | other | order: City order 2020-12 | order: City order 2020-13 | meaning
            REGISTER.routes | other | GET /api/items: | GET /api/all: | meaning
            REGISTER.fields | other | at: /person/name | at: /person/called | meaning
            REGISTER.refused | other | /person/ethnicity: | /person/people: | meaning
            REGISTER.dropped | other | refused:⏎ | dropped:⏎ | meaning
            REGISTER.undeclared | other | undeclared: reject | undeclared: drop | meaning
            REGISTER.carries | other | at: query:page | at: query:leaf | meaning
            REGISTER.reveal | other | temperature: band | temperature: plain | meaning
            REGISTER.limits | other | page: 50 | page: 40 | meaning
            ASSESSMENT.due | other | assessment: PIA-1 | assessment:⏎  due: 2020-03-01 | meaning
            ACCOUNTABLE.collector | other | org: bureau⏎ | org: command⏎ | FG-CAM-02.collector
            ACCOUNTABLE.users | other | id-service, shop] | id-service] | meaning
            ACCOUNTABLE.processors | other | - org: hosting | - org: shop | meaning
            COLLECTOR.org | other | org: bureau⏎ | org: nobody⏎ | FG-REF-01.org
            COLLECTOR.person | other | person: 张某 | person: 赵某 | meaning
            COLLECTOR.contact | other | contact: privacy | contact: duty | meaning
            PROCESSOR.org | other | - org: hosting | - org: shop | meaning
            PROCESSOR.does | other | does: hosting | does: "" | FG-SYN-08.empty-value
            PROCESSOR.contract | other | ······contract: C-1⏎ | | FG-ACC-02.contract
            PROCESSOR.until | other | until: 2021-07-31 | until: 2020-07-31 | FG-RET-04.contract
            PURPOSE.basis | other | basis: public-health-emergency | basis: legal-duty | meaning
            PURPOSE.order | other | order: City order 2020-12 | order: City order 2020-13 | meaning
            PURPOSE.where | other | order: City order 2020-12 | order: City order 2020-12⏎    where: the city gazette | FG-ACC-03.not-public
            PURPOSE.consent | other | notice: notice-3 | notice: notice-4 | meaning
            CONSENT.notice | other | notice: notice-3 | notice: notice-4 | meaning
            CONSENT.separate | other | separate: yes | separate: no | meaning
            CONSENT.withdraw | other | ······withdraw: erase⏎ | | FG-CON-01.notice
            ROUTE.takes | other | takes: one | takes: list | FG-SYN-09.word
            ROUTE.gives | other | gives: list | gives: one | meaning
            ROUTE.changes | other | erases: one | changes: one | FG-SYN-06.act-method
            ROUTE.erases | other | erases: one | erases: list | FG-SYN-06.word
            ROUTE.by | other | by: [subject]⏎    body | by: [guard]⏎    body | meaning
            ROUTE.from | other | from: /data | from: /found | meaning
            ROUTE.body | other | body: multipart | body: json | FG-REF-06.field
            ROUTE.part | other | body: multipart | body: multipart⏎    part: data | meaning
            ROUTE.asks | other | ····asks: [page]⏎ | | FG-REF-06.carry
            ROUTE.answers | other | answers: [id, total] | answers: [id, total, status] | meaning
            ROUTE.open | other | takes: one⏎    by: [subject] | takes: one⏎    by: [anyone]⏎    open: yes | meaning
            ROUTE.idempotent | other | takes: one | takes: one⏎    idempotent: yes | meaning
            FIELD.at | other | at: /person/name | at: /person/called | meaning
            FIELD.from | other | from: idNo | from: name | FG-DER-01.source
            FIELD.put | other | put: /person/ageBand | put: /person/band | meaning
            FIELD.with | other | from: face | from: face⏎    with: [idNo] | FG-DER-04.not-revealed
            FIELD.by | other | as: encrypted⏎    keep: P14D⏎  temperature: | by: app⏎    keep: P14D⏎  temperature: | meaning
            FIELD.type | other | type: person.name | type: cn.mobile | FG-MIN-12.not-needed
            FIELD.why | other | entry: tell namesakes apart | entry: todo | FG-MIN-01.filler
            FIELD.as | other | as: pseudonym | as: encrypted | meaning
            FIELD.keep | other | as: pseudonym⏎    keep: P14D | as: pseudonym⏎    keep: P13D | meaning
            FIELD.optional | other | at: /person/mobile | at: /person/mobile⏎    optional: yes | meaning
            FIELD.instead | other | ····instead: the ID card at the counter⏎ | | FG-BIO-01.instead
            KEEP.for | other | keep: PT24H | keep:⏎      for: PT12H | meaning
            KEEP.until-daily | other | keep: PT24H | keep:⏎      for: PT24H⏎      until-daily: "24:00 Asia/Shanghai" | meaning
            KEEP.until | other | until: screening-ended | until: never | FG-REF-01.event
            KEEP.then | other | then: P7D | then: P6D | meaning
            KEEP.at-most | other | at-most: P14D | at-most: P13D | meaning
            CARRY.at | other | at: query:page | at: query:leaf | meaning
            CARRY.type | other | at: query:page⏎    type: count | at: query:page⏎    type: id.uuid | meaning
            CARRY.of | other | of: [received, checked] | of: [received] | meaning
            REVEAL.role | other | role: guard | role: doctor | meaning
            REVEAL.for | other | for: follow-up | for: entry | FG-REV-01.purpose
            REVEAL.show | other | name: surname | name: plain | meaning
            REVEAL.rows | other | ····rows:⏎      address: own⏎ | | meaning
            REVEAL.on | other | at-most: 500 | on: GET /api/items⏎    at-most: 500 | meaning
            REVEAL.at-most | other | at-most: 500 | at-most: 400 | meaning
            REVEAL.needs | other | ····beyond: mask⏎ | ····beyond: mask⏎    needs: [case]⏎ | meaning
            REVEAL.beyond | other | ····beyond: mask⏎ | | meaning
            REVEAL.identifying | other | at-most: 500 | identifying: todo⏎    at-most: 500 | FG-ACC-07.filler
            LIMITS.body | other | body: 640KB | body: 641KB | meaning
            LIMITS.page | other | page: 50 | page: 40 | meaning
            LIMITS.per-client | other | per-client: 10 | per-client: 11 | meaning
            LIMITS.per-person | other | per-client: 10 | per-person: 1 per P3D⏎  per-client: 10 | meaning
            VOCABULARY.vocabulary | vocabulary | vocabulary: test-1 | vocabulary: Test 1 | FG-SYN-06.name
            VOCABULARY.zone | vocabulary | zone: Asia/Shanghai | zone: Asia/Tokyo | meaning
            VOCABULARY.profile | vocabulary | profile: [gbt35273-2020, | profile: [ | meaning
            VOCABULARY.types | vocabulary | ··person.name:⏎ | ··person.called:⏎ | FG-REF-01.type
            VOCABULARY.forms | vocabulary | ··surname:⏎ | ··family:⏎ | FG-REF-01.form
            VOCABULARY.purposes | vocabulary | ··entry:⏎ | ··exit:⏎ | FG-REF-01.purpose
            VOCABULARY.roles | vocabulary | ··guard:⏎ | ··warden:⏎ | FG-REF-01.role
            VOCABULARY.events | vocabulary | ··screening-ended:⏎ | ··screening-over:⏎ | FG-REF-01.event
            VOCABULARY.orgs | vocabulary | ··bureau: | ··office: | FG-REF-01.org
            VOCABULARY.scopes | vocabulary | ··city: | ··town: | FG-REF-01.scope
            VOCABULARY.reasons | vocabulary | scopes:⏎ | reasons:⏎  Call back: x⏎scopes:⏎ | FG-SYN-06.name
            VOCABULARY.ceilings | vocabulary | at-most: 5000 people | at-most: 400 people | FG-REV-04.ceiling
            CEILINGS.at-most | vocabulary | at-most: 5000 people | at-most: 499 people | FG-REV-04.ceiling
            CEILINGS.per-client | vocabulary | per-client: 60 per | per-client: 9 per | FG-OPS-01.ceiling
            VOCABULARY.meter | vocabulary | meter:⏎ | metre:⏎ | FG-SYN-04.key
            METER.scale | vocabulary | scale: legal-2017 | scale: legal-2018 | FG-SYN-06.word
            METER.warn-at | vocabulary | warn-at: 0.5 | warn-at: 0.4 | meaning
            METER.windows | vocabulary | windows: [PT24H, P30D] | windows: [PT24H] | FG-SYN-06.windows
            METER.then | vocabulary | then: alert | then: block | meaning
            TYPE.title | vocabulary | title: 手机号 | title: 电话 | meaning
            TYPE.category | vocabulary | category: user.name | category: user.alias | meaning
            TYPE.level | vocabulary | level: personal | level: sensitive | meaning
            TYPE.weight | vocabulary | weight: other | weight: trace | meaning
            TYPE.identifies | vocabulary | identifies: contact | identifies: no | meaning
            TYPE.values | vocabulary | values: 7000000000 | values: 8000000000 | meaning
            TYPE.check | vocabulary | check: [name 2 30] | check: [name 2 31] | meaning
            TYPE.from | vocabulary | steps: [14, 18, 60] | steps: [14, 18, 65] | meaning
            TYPE.as | vocabulary | as: [encrypted]⏎    show: [surname, plain] | as: none | FG-MIN-04.form
            TYPE.show | vocabulary | show: [surname, plain] | show: [plain] | FG-REV-03.form
            TYPE.only-to | vocabulary | only-to: [matcher] | only-to: [guard] | FG-REV-03.role
            TYPE.keep-at-most | vocabulary | plain]⏎    keep-at-most: P180D⏎  person.age-band | plain]⏎    keep-at-most: P7D⏎  person.age-band | FG-RET-02.ceiling
            LEVEL.sensitive-in | vocabulary | sensitive-in: [gbt35273-2020] | sensitive-in: [gbt35273] | FG-REF-01.profile
            DERIVED.use | vocabulary | use: age-from-id | use: sex-from-id | FG-SYN-04.key
            DERIVED.role | vocabulary | role: matcher | role: guard | FG-DER-04.not-revealed
            DERIVED.with | vocabulary | with: [cn.resident-id] | with: [cn.nothing] | FG-REF-01.type
            DERIVED.answers | vocabulary | answers: [same, different] | answers: [same] | meaning
            FORM.use | vocabulary | use: cn-surname | use: cn-address-normalise | meaning
            FORM.chain | vocabulary | ······- cn-address-normalise⏎ | | meaning
            FORM.undo | vocabulary | use: cn-surname⏎    undo: no | use: cn-surname⏎    undo: yes | FG-FRM-01.undo
            LINK.use | vocabulary | - use: cut | - use: cult | FG-REF-01.primitive
            PURPOSE_WORD.title | vocabulary | title: 入口登记 | title: "" | FG-SYN-08.empty-value
            PURPOSE_WORD.kind | vocabulary | kind: public | kind: commercial | FG-ACC-04.commercial
            PURPOSE_WORD.needs | vocabulary | needs: [cn.mobile, person.name, | needs: [person.name, | FG-MIN-12.not-needed
            ROLE.org | vocabulary | org: street-office | org: shop | meaning
            ROLE.claim | vocabulary | claim: guard | claim: warden | meaning
            ROLE.own | vocabulary | geo.address: region | geo.address: district | meaning
            EVENT.declared-by | vocabulary | declared-by: command | declared-by: hospital | meaning
            EVENT.persons | vocabulary | persons: 2 | persons: 3 | meaning
            CAMPAIGNS.campaigns | campaigns | ··covid-2020: | ··covid-2019: | FG-REF-01.campaign
            CAMPAIGN.title | campaigns | title: 新冠肺炎疫情防控 | title: "" | FG-SYN-08.empty-value
            CAMPAIGN.declared | campaigns | declared: 2020-01-24 | declared: 2020-01-25 | meaning
            CAMPAIGN.by | campaigns | org: command | org: nobody | FG-REF-01.org
            CAMPAIGN.authorised | campaigns | authorised: [bureau] | authorised: [shop] | FG-CAM-02.collector
            CAMPAIGN.ends-at-latest | campaigns | ends-at-latest: 2021-01-23 | ends-at-latest: 2021-01-22 | meaning
            DECLARED_BY.org | campaigns | org: command | org: nobody | FG-REF-01.org
            DECLARED_BY.order | campaigns | order: City order 2020-1 | order: "" | FG-SYN-08.empty-value
            INVARIANTS.invariants | invariants | role-other-than: [matcher] | role-other-than: [guard] | FG-INV-01.broken
            INVARIANT.never | invariants | type: biometric.face⏎ | type: person.name⏎ | FG-INV-01.broken
            INVARIANT.because | invariants | because: city rule | because: "" | FG-SYN-08.empty-value
            NEVER.type | invariants | @ | type: person.name | FG-INV-01.broken
            NEVER.type-other-than | invariants | @ | type-other-than: person.name | FG-INV-01.broken
            NEVER.category | invariants | @ | category: user.name | FG-INV-01.broken
            NEVER.category-other-than | invariants | @ | category-other-than: user.name | FG-INV-01.broken
            NEVER.level | invariants | @ | level: sensitive | FG-INV-01.broken
            NEVER.level-other-than | invariants | @ | level-other-than: sensitive | FG-INV-01.broken
            NEVER.app | invariants | @ | app: second | FG-INV-01.broken
            NEVER.app-other-than | invariants | @ | app-other-than: second | FG-INV-01.broken
            NEVER.purpose | invariants | @ | purpose: adverts | FG-INV-01.broken
            NEVER.purpose-other-than | invariants | @ | purpose-other-than: adverts | FG-INV-01.broken
            NEVER.basis | invariants | @ | basis: consent | FG-INV-01.broken
            NEVER.basis-other-than | invariants | @ | basis-other-than: consent | FG-INV-01.broken
            NEVER.role | invariants | @ | role: merchant | FG-INV-01.broken
            NEVER.role-other-than | invariants | @ | role-other-than: merchant | FG-INV-01.broken
            NEVER.org | invariants | @ | org: hosting | FG-INV-01.broken
            NEVER.org-other-than | invariants | @ | org-other-than: hosting | FG-INV-01.broken
            NEVER.form | invariants | @ | form: surname | FG-INV-01.broken
            NEVER.form-other-than | invariants | @ | form-other-than: surname | FG-INV-01.broken
            NEVER.life-over | invariants | @ | life-over: P10D | FG-INV-01.broken
            """;

    /// Where a key of each block can be added: `BLOCK | file | text | text with the key`.
    static final String ROOM = """
            REGISTER | other | scope: city | scope: city⏎{key}: x
            ROUTE | other | takes: one | takes: one⏎    {key}: x
            FIELD | other | at: /person/name | at: /person/name⏎    {key}: x
            REVEAL | other | role: guard | role: guard⏎    {key}: x
            LIMITS | other | page: 50 | page: 50⏎  {key}: x
            VOCABULARY | vocabulary | zone: | {key}: x⏎zone:
            CAMPAIGN | campaigns | declared: | {key}: x⏎    declared:
            """;

    /// Where a word of a later version can stand: `BLOCK.key | file | text | text with the word`.
    static final String WORDS = """
            REGISTER.suite | other | suite: intl | suite: {word}
            ROUTE.takes | other | takes: one | takes: {word}
            ROUTE.by | other | by: [subject]⏎    body | by: [{word}]⏎    body
            ROUTE.gives | other | gives: list | gives: {word}
            ROUTE.body | other | body: multipart | body: {word}
            CONSENT.withdraw | other | withdraw: erase | withdraw: {word}
            FORM.use | vocabulary | use: cn-surname | use: {word}
            LINK.use | vocabulary | - use: cut⏎        after: district | - use: {word}
            DERIVED.use | vocabulary | use: at-least⏎        step: 37.3 | use: {word}
            """;
}
