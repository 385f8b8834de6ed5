package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.aws.Side;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** The pool can write to more than 50 people a day. */
record EmailSenderCheck() implements Check.OfPool {
    @Override
    public String id() {
        return "email-sender";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        if (!isDefault(pool.description().get())) {
            return Diagnosis.ok("mail goes out through Amazon SES");
        }
        String found = "mail goes out through Cognito's default sender: 50 messages a day";
        String mend = "Verify a domain in SES of " + pool.region() + ", ask for production access there, and set"
                + " sesFromAddress (or the pool's EmailConfiguration, DEVELOPER)";
        return pool.side() == Side.STANDBY
                ? Diagnosis.critical(
                        found, "After a failover everybody needs a mail with a code, and 50 a day get one", mend)
                : Diagnosis.warning(
                        found, "After the failback everybody who comes home needs a mail with a code", mend);
    }

    static boolean isDefault(UserPoolType pool) {
        return pool.emailConfiguration() == null
                || !"DEVELOPER".equals(pool.emailConfiguration().emailSendingAccountAsString());
    }
}
