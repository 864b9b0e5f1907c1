package io.fieldgate.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.transform.check.Checks;
import io.fieldgate.transform.derive.Derivations;
import io.fieldgate.transform.form.Transforms;
import io.fieldgate.transform.scan.Recognizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RulesPageTest {

    @Test
    void page_namesEveryRuleAndCheck() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "rules.md"));
        Set<String> missing = new TreeSet<>();
        Checks.STANDARD.forEach(kind -> missing.addAll(kind.rules()));
        Transforms.STANDARD.forEach(kind -> missing.addAll(kind.rules()));
        Derivations.STANDARD.forEach(kind -> missing.addAll(kind.rules()));
        Recognizers.STANDARD.forEach(recognizer -> missing.add("looks-like-" + recognizer.name()));
        assertThat(missing).hasSizeGreaterThan(60);
        missing.removeIf(rule -> page.contains("`" + rule + "`"));
        assertThat(missing).isEmpty();
    }
}
