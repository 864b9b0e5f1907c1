package io.fieldgate.state;

/// What a row is about; the code is the stored `ns` column and is never reused.
public enum Namespace {
    BUCKET(1),
    SUBJECT(2),
    SUBJECT_INDEX(3),
    SALT_EPOCH(4),
    ERASE_WORK(5),
    CONSENT(6),
    RECOGNITION(7),
    POLICY(8),
    LOG_HEAD(9),
    COUNTERS(10),
    CLOCK(11),
    END_KEY(12),
    DUE(13),
    DUE_BY_SUBJECT(14),
    HOLD(15),
    SLOTS(16),
    LIVE_RECORD(17),
    EVENT(18),
    ASK(19),
    GRANT(20),
    SHOWN(21),
    ALERT_POSITION(22),
    SEEN_VIEWS(23);

    private final int code;

    Namespace(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
