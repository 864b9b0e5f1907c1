package io.fieldgate.examples;

import io.fieldgate.boot.Gateway;
import io.fieldgate.boot.TokenRequest;
import java.io.PrintStream;

/// The commands the demo prints: each works when pasted into another terminal of the same folder.
final class DemoCommands {
    private DemoCommands() {}

    static void print(Gateway gateway, PrintStream out) {
        String base = gateway.data().toString();
        String curl = "curl -s -w '\\n' --cacert keys-dev/ca.pem ";
        String citizen = gateway.token(TokenRequest.subject(Persons.FIRST.idNo()));
        String guard = gateway.token(TokenRequest.staff("gate-guard", "community-office", "entry-registration"));
        out.println();
        out.println("== Your turn (another terminal, this folder)");
        out.println("# a citizen declares; the answer names what was kept in which form");
        out.println(curl + "-i -H 'Authorization: Bearer " + citizen + "' \\");
        out.println("  -F 'record=" + Persons.FIRST.declaration()
                + ";type=application/json' -F 'photo=@examples/photo.jpg;type=image/jpeg' \\");
        out.println("  " + base + "/health-declare/api/declarations");
        out.println("# a guard at the gate sees surnames and a band, nothing else");
        out.println(curl + "-H 'Authorization: Bearer " + guard + "' '" + base
                + "/health-declare/api/declarations?page=0'");
        out.println("# a day later nobody can open a photo any more");
        out.println("gateway/bin/fieldgate dev clock advance PT24H");
        out.println("gateway/bin/fieldgate retention status");
        out.println("gateway/bin/fieldgate audit query --kind shred.done");
        out.println("# who saw the first citizen's data? (the number is read from standard input)");
        out.println("echo " + Persons.FIRST.idNo() + " | gateway/bin/fieldgate audit who --case C-2020-1");
        out.println("# nobody touched the log");
        out.println("gateway/bin/fieldgate audit verify");
        out.println();
        out.println("Ctrl-C ends everything. State is in .fieldgate/; `mvn -Dreset` starts from nothing.");
    }
}
