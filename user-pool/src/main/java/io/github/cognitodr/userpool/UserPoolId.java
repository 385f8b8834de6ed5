package io.github.cognitodr.userpool;

import java.util.regex.Pattern;

/**
 * Id of a user pool, such as {@code ap-northeast-3_AbCdEfGhI}. Its prefix is the Region. A value of another form is
 * refused with an IllegalArgumentException.
 */
public record UserPoolId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]+_[0-9a-zA-Z]+");
    private static final int LONGEST = 55; // API reference, UserPoolIdType

    public UserPoolId {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be a user pool id, such as ap-northeast-3_AbCdEfGhI");
        }
    }

    public String region() {
        return value.substring(0, value.indexOf('_'));
    }

    @Override
    public String toString() {
        return value;
    }
}
