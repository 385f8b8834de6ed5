package io.github.cognitodr.infra;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who looks after the pools, and with what.
 *
 * @param alarmEmails who is told of alarms, or null where the setting is left out
 * @param operatorPrincipals ARNs that may assume the operator's role; empty for everybody whom the account's own IAM
 *     policies let do so
 * @param fencePrimary whether the primary has a web ACL for a failover, too
 * @param primaryWebAclArn a web ACL of the operator's own that stands before the primary while it is active, or null
 * @param standbyWebAclArn the same of the standby
 */
public record OperationsSettings(
        @Nullable List<String> alarmEmails,
        List<String> operatorPrincipals,
        boolean fencePrimary,
        @Nullable String primaryWebAclArn,
        @Nullable String standbyWebAclArn) {}
