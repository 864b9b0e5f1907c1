package io.fieldgate.examples;

import io.fieldgate.boot.DevTls;
import io.fieldgate.boot.Gateway;
import io.fieldgate.boot.TokenRequest;
import io.fieldgate.examples.Client.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A little traffic, and what each side saw of it.
final class DemoTraffic {
    private final Gateway gateway;
    private final Client client;
    private final Path received;
    private final PrintStream out;

    private DemoTraffic(Gateway gateway, Path keys, Path received, PrintStream out) {
        this.gateway = gateway;
        this.client = new Client(gateway.data(), DevTls.client(keys));
        this.received = received;
        this.out = out;
    }

    /// @param keys the folder `keys-dev` @param received where the apps write down what they get
    static void run(Gateway gateway, Path keys, Path received, PrintStream out)
            throws IOException, InterruptedException {
        DemoTraffic traffic = new DemoTraffic(gateway, keys, received, out);
        traffic.declaration();
        traffic.healthkit();
        traffic.booking();
    }

    private void declaration() throws IOException, InterruptedException {
        title("health-declare: a citizen declares, a guard and a doctor read, a curious clerk is refused");
        String firstId = "";
        for (Persons person : Persons.all()) {
            String token = citizen(person);
            client.post("/health-declare/.fieldgate/consent", token, "{\"purpose\":\"medical-follow-up\"}");
            long from = size("health-declare");
            Answer answer = client.post(
                    "/health-declare/api/declarations",
                    token,
                    person.declaration(),
                    Map.of("photo", Photo.jpeg(person.idNo().hashCode())));
            if (firstId.isEmpty()) {
                firstId = id(answer);
                shown("citizen sent", person.declaration() + " + photo");
                shown("backend got", got("health-declare", from));
                shown("citizen saw", answer.status() + " " + answer.body());
                shown("decision", answer.decision());
            }
        }
        String one = "/health-declare/api/declarations/" + firstId;
        shown("guard saw", show(client.get(one, staff("gate-guard", "community-office", "entry-registration"))));
        shown("doctor saw", show(client.get("/health-declare/api/declarations?page=0", doctor("110101"))));
        shown("clerk saw", show(client.get(one, staff("clerk", "pharmacy-group", "supply.mask"))));
        String more = Persons.FIRST
                .declaration()
                .replace("\"health\"", "\"device\":{\"contacts\":[\"13600136000\"]},\"health\"");
        shown(
                "phone book",
                show(client.post(
                        "/health-declare/api/declarations",
                        citizen(Persons.FIRST),
                        more,
                        Map.of("photo", Photo.jpeg(1)))));
    }

    private void healthkit() throws IOException, InterruptedException {
        title("beijing-healthkit: ID number and face alone; the face is asked of a matcher and never kept");
        String token = citizen(Persons.SECOND);
        long from = size("beijing-healthkit");
        String sent = "{\"idNo\":\"" + Persons.SECOND.idNo() + "\"}";
        Answer answer = client.post("/beijing-healthkit/api/checks", token, sent, Map.of("face", Photo.jpeg(2)));
        shown("citizen sent", sent + " + face");
        shown("backend got", got("beijing-healthkit", from));
        shown("citizen saw", show(answer));
        shown(
                "guard saw",
                show(client.get(
                        "/beijing-healthkit/api/checks/" + id(answer),
                        staff("gate-guard", "community-office", "epi.status.self"))));
    }

    private void booking() throws IOException, InterruptedException {
        title("mask-booking: the app's old form still sends too much; it is left out and counted");
        String token = citizen(Persons.THIRD);
        long from = size("mask-booking");
        String sent =
                "{\"idNo\":\"%s\",\"name\":\"%s\",\"hukou\":\"420106\",\"mobile\":\"%s\",\"store\":7,\"slot\":\"2020-02-21T09:00:00+08:00\"}"
                        .formatted(Persons.THIRD.idNo(), Persons.THIRD.name(), Persons.THIRD.mobile());
        String path = "/mask-booking/api/bookings";
        Answer answer = client.post(path, token, sent);
        shown("citizen sent", sent);
        shown("backend got", got("mask-booking", from));
        shown("citizen saw", show(answer));
        shown("decision", answer.decision());
        shown("once more", show(client.post(path, token, sent)));
        shown(
                "clerk saw",
                show(client.get(
                        "/mask-booking/api/bookings/" + id(answer), staff("clerk", "pharmacy-group", "supply.mask"))));
    }

    private String citizen(Persons person) {
        return gateway.token(TokenRequest.subject(person.idNo()));
    }

    private String staff(String role, String org, String purpose) {
        return gateway.token(TokenRequest.staff(role, org, purpose));
    }

    private String doctor(String region) {
        return gateway.token(TokenRequest.staff("community-doctor", "district-hospital", "medical-follow-up")
                .with("region", region));
    }

    static String id(Answer answer) {
        int at = answer.body().indexOf("\"id\":\"");
        return at < 0 ? "none" : answer.body().substring(at + 6, answer.body().indexOf('"', at + 6));
    }

    private static String show(Answer answer) {
        return answer.status() + " " + answer.body();
    }

    private long size(String app) throws IOException {
        Path file = received.resolve(app + ".log");
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /// Body bytes the backend received since then, in one line.
    private String got(String app, long from) throws IOException {
        if (size(app) == from) {
            return "nothing"; // a person who booked at the last start is refused at the gate
        }
        byte[] all = Files.readAllBytes(received.resolve(app + ".log"));
        String text = new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
        int body = text.indexOf("\r\n\r\n");
        return text.substring(body + 4).replace("\r\n", " ").strip();
    }

    private void title(String text) {
        out.println();
        out.println("== " + text);
    }

    private void shown(String who, String what) {
        String line = what.length() > 700 ? what.substring(0, 700) + " … (" + what.length() + " characters)" : what;
        out.printf("  %-13s %s%n", who, line);
    }
}
