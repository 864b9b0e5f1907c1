package io.fieldgate.proxy.http;

import java.util.Locale;

/// What became of a request to a backend.
public sealed interface UpstreamResult {

    /// The backend answered in full.
    /// @param contentType its `Content-Type`, empty without one
    /// @param coded true where a content coding was applied, so that the bytes are not the content
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reply(int status, String contentType, boolean coded, byte[] body) implements UpstreamResult {

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /// Whether the backend may have done what was asked. Only a 4xx says that it did not: an app may store
        /// and fail after that, and one that redirects has often stored.
        public boolean mayHaveActed() {
            return status < 400 || status >= 500;
        }

        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }
    }

    record Failed(Fate fate) implements UpstreamResult {}

    enum Fate {
        /// It never left: no connection.
        NOT_SENT,
        /// It never left: no connection in time.
        NO_CONNECTION_IN_TIME,
        /// The connection broke before the answer was whole.
        CUT_OFF,
        /// No whole answer in time.
        TIMED_OUT,
        /// The answer is over the limit or no HTTP.
        UNREADABLE;

        public Problem problem() {
            return switch (this) {
                case NOT_SENT, CUT_OFF -> Problem.BACKEND_FAILED;
                case NO_CONNECTION_IN_TIME, TIMED_OUT -> Problem.BACKEND_TIMEOUT;
                case UNREADABLE -> Problem.BACKEND_UNREADABLE;
            };
        }

        /// Whether the backend may have read the request and done what it asks.
        public boolean mayHaveActed() {
            return switch (this) {
                case NOT_SENT, NO_CONNECTION_IN_TIME -> false;
                case CUT_OFF, TIMED_OUT, UNREADABLE -> true;
            };
        }

        /// The word of the `outcome` leaf: what is known about the backend having acted.
        public String out() {
            return switch (this) {
                case NOT_SENT, NO_CONNECTION_IN_TIME -> "failed";
                case TIMED_OUT -> "timeout";
                case CUT_OFF, UNREADABLE -> "unknown";
            };
        }

        /// The rule named beside the problem.
        public String rule() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
