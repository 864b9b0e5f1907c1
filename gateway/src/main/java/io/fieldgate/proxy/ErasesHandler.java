package io.fieldgate.proxy;

import io.fieldgate.document.Value;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.proxy.ExchangeState.Replied;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.UpstreamResult;

/// The end of an `erases`: one record is erased early, by its person, or by staff whom the route names.
final class ErasesHandler {
    private final ExchangeParts parts;

    ErasesHandler(ExchangeParts parts) {
        this.parts = parts;
    }

    /// After the app was told.
    Step<Response> answer(Replied replied) {
        UpstreamResult.Reply reply = replied.reply();
        if (!reply.isSuccess() && reply.status() != 404 && reply.status() != 410) {
            return Step.refused(Problem.BACKEND_FAILED, "status-" + reply.status());
        }
        RegisterInForce register = replied.checked().request().register();
        Value record = RecordReadBack.recordId(
                replied.route(), register.policy(), replied.decided().forward().cells());
        if (record instanceof Value.Text(String id)) {
            parts.lives().records().erased(register, id);
        }
        return Step.go(
                new Response(Answer.empty(204), replied.decided().forward().decisions()));
    }
}
