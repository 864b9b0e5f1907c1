package planted.closedset.enforce;

import java.time.DayOfWeek;
import planted.closedset.enforce.Leftovers.Act;
import planted.closedset.enforce.Leftovers.Form;

/// Names every part of what the house closes; what nobody closes, or somebody else, may have a `default`.
final class Exhaustive {

    int named(Act act) {
        return switch (act) {
            case KEPT -> 1;
            case MASKED, CUT -> 2;
        };
    }

    int nested(Form form) {
        return switch (form) {
            case Form every when every.hashCode() == 0 -> 0;
            case Form.Plain(Act act) when act == Act.CUT -> 1;
            case Form.Plain _ -> 2;
            case Form.Sealed(Form.Plain(Act act)) -> act.hashCode();
            case Form.Sealed(Form.Sealed(Form inner)) -> inner.hashCode();
        };
    }

    int open(String word, int number, Object thing) {
        int first = switch (word) {
            case "one" -> 1;
            default -> number;
        };
        return switch (thing) {
            case Form.Plain _ -> first;
            default -> 2;
        };
    }

    boolean isRest(DayOfWeek day) {
        return switch (day) {
            case SATURDAY, SUNDAY -> true;
            default -> false;
        };
    }
}
