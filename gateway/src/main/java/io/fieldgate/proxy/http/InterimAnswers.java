package io.fieldgate.proxy.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnectionInternal;

/// Skips what a backend says before its answer: the engine takes an interim answer it does not know (102, 199) for the
/// answer itself. How long a backend may go on so is bounded as the answer is.
/// Thread rule: one for each connection, on its loop. Source: RFC 9110 §15.2.
final class InterimAnswers extends ChannelInboundHandlerAdapter {
    private static final String BEFORE = "handler"; // what the engine calls its own end of the pipeline

    private boolean skipping;

    private InterimAnswers() {}

    static void skip(HttpConnection connection) {
        if (connection instanceof HttpClientConnectionInternal engine) {
            engine.channelHandlerContext().pipeline().addBefore(BEFORE, "interim", new InterimAnswers());
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // whoever waits for the answer hears that the connection is closed
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            skipping = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                context.close(
                        context.voidPromise()); // nobody asked for another protocol: what follows is in none we read
            }
        }
        if (!skipping || !(message instanceof HttpObject)) {
            context.fireChannelRead(message);
            return;
        }
        if (message instanceof HttpContent content) {
            content.release();
        }
        skipping = !(message instanceof LastHttpContent);
    }
}
