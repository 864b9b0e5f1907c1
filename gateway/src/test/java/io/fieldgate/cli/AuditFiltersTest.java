package io.fieldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.query.AuditQuery;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class AuditFiltersTest {

    /// What a leaf can be asked for, and the time.
    @Test
    void filters_areThoseOfTheLog() {
        List<String> words =
                Arrays.stream(AuditQuery.By.values()).map(AuditQuery.By::word).toList();
        assertThat(AuditFilters.options().options())
                .extracting(option -> option.longestName().substring(2))
                .containsExactlyElementsOf(Stream.concat(words.stream(), Stream.of("from", "to", "on"))
                        .toList());
    }

    @Test
    void filters_thatAreGiven_areMembersOfTheQuestion() {
        CommandSpec filters = AuditFilters.options();
        CommandSpec verb = CommandSpec.create();
        verb.addMixin("filters", filters);
        new CommandLine(verb).parseArgs("--out", "kept", "--from", "2020-02-20T10:00:00+08:00", "--app=a,b");
        assertThat(AuditFilters.members(filters)).containsOnlyKeys("app", "out", "from");
        assertThat(AuditFilters.members(filters).values().stream().map(Tables::text))
                .containsExactly("a,b", "kept", "2020-02-20T02:00:00Z");
    }
}
