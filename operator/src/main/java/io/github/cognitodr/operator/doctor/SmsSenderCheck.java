package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.aws.Side;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** The pool can send a code to those who sign in with a phone number. */
record SmsSenderCheck() implements Check.OfPool {
    private static final String PHONE = "phone_number";

    @Override
    public String id() {
        return "sms-sender";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        UserPoolType description = pool.description().get();
        if (!description.usernameAttributesAsStrings().contains(PHONE)) {
            return Diagnosis.ok("nobody signs in with a phone number");
        }
        if (hasSender(description)) {
            return Diagnosis.ok("messages to phones go out by the pool's SMS role");
        }
        String found = "people sign in with a phone number, and the pool has no SmsConfiguration";
        String mend = "Give the pool a role that may publish by SNS (SmsConfiguration), and look at the SMS sandbox and"
                + " the spend limit of " + pool.region();
        return pool.side() == Side.STANDBY
                ? Diagnosis.critical(
                        found, "After a failover \"forgot password\" sends everybody a code, which never comes", mend)
                : Diagnosis.warning(found, "Nobody can recover an account by phone here", mend);
    }

    private static boolean hasSender(UserPoolType pool) {
        return pool.smsConfiguration() != null
                && pool.smsConfiguration().snsCallerArn() != null
                && !pool.smsConfiguration().snsCallerArn().isBlank();
    }
}
