/// Brings `alert` leaves out of the house, in the order of the log, until each was taken.
///
/// Read first: [AlertDelivery], then [AlertChannel].
///
/// ```
/// log ─► position of the channel (state) ─► alert leaf ─► channel ─► taken: position + 1
///                                                           └─ not taken: again, later and later
/// ```
///
/// A channel that takes nothing holds up neither the log nor another channel; its silence is a finding.
/// Refuses to know what an alarm means and how a channel speaks: webhook and syslog are wired in `boot`.
@NullMarked
package io.fieldgate.alert;

import org.jspecify.annotations.NullMarked;
