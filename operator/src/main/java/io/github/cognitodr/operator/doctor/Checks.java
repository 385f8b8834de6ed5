package io.github.cognitodr.operator.doctor;

import java.util.List;

/** The checks in the order in which they are made and printed; docs/doctor.md has the same. */
final class Checks {
    private static final List<Check> ALL = List.of(
            new StackCheck(),
            new SchemaCheck(),
            new OriginSubCheck(),
            new MfaCheck(),
            new MfaAlikeCheck(),
            new SameSignInCheck(),
            new AutoVerifiedCheck(),
            new AccountRecoveryCheck(),
            new PasswordPolicyCheck(),
            new SignUpCheck(),
            new ClientAttributesCheck(),
            new ClientFlowsCheck(),
            new TriggerCheck(),
            new EmailSenderCheck(),
            new SmsSenderCheck(),
            new SnapshotCheck(),
            new DeadLettersCheck(),
            new WaitingCheck(),
            new GroupsCheck(),
            new StableIdsCheck(),
            new RecoveryContactsCheck(),
            new HalfMadeCheck(),
            new DeletionProtectionCheck(),
            new ImportJobCheck(),
            new NativeReplicationCheck());

    private Checks() {}

    static List<Check> all() {
        return ALL;
    }
}
