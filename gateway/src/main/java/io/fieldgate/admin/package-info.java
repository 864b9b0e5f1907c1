/// The admin plane: `/api/v1`, health, metrics and the audit log under `/log/`. It cannot open a sealed value: it
/// imports neither `crypto` nor `enforce`.
///
/// Read first: [AdminApi] (every operation, in one list), [AdminServer], [Operation].
///
/// ```
/// request ─► in the list? ─► role of the token ─► body: the listed members only ─► work ─► answer
///            404, 405        401, 403             400, 413, 415
///
/// an auditor's question: read ─► leaf durable ─► answer
/// ```
///
/// A body is one JSON object of at most 64 KB, in memory; no value that came in is repeated in a refusal.
/// `openapi.yaml` describes the list, and a test compares both. Whether governed requests can be served is asked
/// part by part ([Readiness]).
///
/// Refuses to know the data plane's exchanges, and whose value an identifier is: it is handed to `lifecycle`, used
/// in memory, and stands in no answer, leaf or log line.
@NullMarked
package io.fieldgate.admin;

import org.jspecify.annotations.NullMarked;
