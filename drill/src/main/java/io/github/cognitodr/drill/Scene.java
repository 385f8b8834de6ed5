package io.github.cognitodr.drill;

import io.github.cognitodr.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** What every step works on. */
record Scene(Sandbox sandbox, Deployment deployment, CognitoDr cognitoDr, Report report) {

    /** A client of the primary. */
    CognitoIdentityProviderClient tokyo() {
        return sandbox.cognitoClient(Regions.TOKYO);
    }

    /** A client of the standby. */
    CognitoIdentityProviderClient osaka() {
        return sandbox.cognitoClient(Regions.OSAKA);
    }

    /** All users of a pool, by pages of 60. */
    List<UserType> list(CognitoIdentityProviderClient cognito, Pool pool) {
        List<UserType> users = new ArrayList<>();
        cognito.listUsersPaginator(request -> request.userPoolId(pool.id()))
                .users()
                .forEach(users::add);
        return users;
    }
}
