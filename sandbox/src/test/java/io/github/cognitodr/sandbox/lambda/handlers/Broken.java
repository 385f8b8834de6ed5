package io.github.cognitodr.sandbox.lambda.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** Cannot be initialised. */
public final class Broken implements RequestHandler<String, String> {

    public Broken() {
        throw new IllegalArgumentException("STANDBY is not set");
    }

    @Override
    public String handleRequest(String event, Context context) {
        return event;
    }
}
