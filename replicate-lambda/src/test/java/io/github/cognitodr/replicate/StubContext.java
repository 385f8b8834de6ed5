package io.github.cognitodr.replicate;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;

/** What the Lambda runtime hands to a handler. */
final class StubContext {
    private StubContext() {}

    static Context withTime(int milliseconds) {
        Context context = mock(Context.class);
        when(context.getAwsRequestId()).thenReturn("request-1");
        when(context.getRemainingTimeInMillis()).thenReturn(milliseconds);
        return context;
    }
}
