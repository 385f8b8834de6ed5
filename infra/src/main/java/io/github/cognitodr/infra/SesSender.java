package io.github.cognitodr.infra;

import org.jspecify.annotations.Nullable;

/**
 * Who sends the pools' mail, in place of Cognito's own sender, which sends 50 messages a day.
 *
 * @param fromAddress the sender, verified in SES in both Regions below
 * @param verifiedDomain what SES has verified instead of the address itself: its domain, or one above it; or null
 * @param primaryRegion the Region whose SES sends for the primary pool
 * @param standbyRegion the Region whose SES sends for the standby pool: never the primary Region, which is the one
 *     that is down when the standby has to send
 */
public record SesSender(
        String fromAddress, @Nullable String verifiedDomain, String primaryRegion, String standbyRegion) {

    /** What SES knows the sender by. */
    String identity() {
        return verifiedDomain == null ? fromAddress : verifiedDomain;
    }
}
