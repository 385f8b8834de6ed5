package io.github.cognitodr.infra;

import org.jspecify.annotations.Nullable;

/**
 * Who sends the pools' mail, in place of Cognito's own sender, which sends 50 messages a day.
 *
 * @param fromAddress the sender, verified in SES in both Regions below
 * @param verifiedDomain the domain verified in SES, where not the address itself is verified
 * @param primaryRegion the Region whose SES sends for the primary pool
 * @param standbyRegion the Region whose SES sends for the standby pool: never the primary Region, which is the one
 *     that is down when the standby has to send
 */
public record SesSender(
        String fromAddress, @Nullable String verifiedDomain, String primaryRegion, String standbyRegion) {}
