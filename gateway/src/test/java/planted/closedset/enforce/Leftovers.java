package planted.closedset.enforce;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
final class Leftovers {

    enum Act {
        KEPT,
        MASKED,
        CUT
    }

    sealed interface Form {
        record Plain(Act act) implements Form {}

        record Sealed(Form within) implements Form {}
    }

    @SuppressWarnings("StatementSwitchToExpressionSwitch") // planted
    int statement(Act act) {
        switch (act) {
            case KEPT:
                return 1;
            default:
                return 2;
        }
    }

    int expression(Act act) {
        return switch (act) {
            case KEPT, MASKED -> 1;
            default -> 2;
        };
    }

    int withNull(Form form) {
        return switch (form) {
            case Form.Plain _ -> 1;
            case null, default -> 2;
        };
    }

    int byAnotherName(Form form) {
        return switch (form) {
            case Form.Plain _ -> 1;
            case Form other -> other.hashCode();
        };
    }

    <F extends Form> int bound(F form) {
        return switch (form) {
            case Form.Sealed(Form.Plain(Act act)) -> act.hashCode();
            case Form.Sealed(Form within) -> within.hashCode();
            default -> 2;
        };
    }
}
