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
 */
public record OperationsSettings(
        @Nullable List<String> alarmEmails, List<String> operatorPrincipals, boolean fencePrimary) {}
