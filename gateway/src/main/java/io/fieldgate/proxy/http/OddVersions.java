package io.fieldgate.proxy.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;

/// Makes a request line with a version nobody speaks (`HTTP/1.2`, `HTTP/3.0`) one that cannot be read, so that it is
/// refused as such a line is: the engine itself would answer 501 without a body.
/// Thread rule: one for each connection, on its loop. Source: RFC 9112 §2.3.
final class OddVersions extends ChannelInboundHandlerAdapter {
    static final String RULE = "version";
    private static final String BEFORE = "handler"; // what the engine calls its own end of the pipeline

    private OddVersions() {}

    static void refuse(HttpConnection connection) {
        if (connection instanceof HttpServerConnection engine) {
            ChannelPipeline pipeline = engine.channelHandlerContext().pipeline();
            if (pipeline.get(HttpRequestDecoder.class) != null) { // HTTP/2 has no request line
                pipeline.addBefore(BEFORE, "versions", new OddVersions());
            }
        }
    }

    static boolean isOf(HttpServerRequest request) {
        DecoderResult read = request.decoderResult();
        return read != null && read.cause() instanceof Unknown;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && !isSpoken(request.protocolVersion())) {
            request.setProtocolVersion(HttpVersion.HTTP_1_1); // of the answer
            request.setDecoderResult(DecoderResult.failure(new Unknown()));
        }
        context.fireChannelRead(message);
    }

    @SuppressWarnings("ReferenceEquality") // as the engine compares: `http/1.1` is equal to it, and unknown to it
    private static boolean isSpoken(HttpVersion version) {
        return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
    }

    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown() {
            super("The version of the request line is none that is spoken here.");
        }
    }
}
