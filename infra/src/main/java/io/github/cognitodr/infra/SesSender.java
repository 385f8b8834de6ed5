package io.github.cognitodr.infra;

/**
 * Who sends the pools' mail, in place of Cognito's own sender, which sends 50 messages a day.
 *
 * @param fromAddress the sender, verified in SES in both Regions below
 * @param domainVerified whether SES has verified the address's domain instead of the address itself
 * @param primaryRegion the Region whose SES sends for the primary pool
 * @param standbyRegion the Region whose SES sends for the standby pool: never the primary Region, which is the one
 *     that is down when the standby has to send
 */
public record SesSender(String fromAddress, boolean domainVerified, String primaryRegion, String standbyRegion) {

    String domain() {
        return fromAddress.substring(fromAddress.indexOf('@') + 1);
    }
}
