package io.github.cognitodr.operator.pool;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What Cognito counts together: requests a second of an account in a Region, over all its pools. (Guide, Quotas in Amazon
 * Cognito, Operation quotas)
 */
public enum Category {
    /** ListUsers. */
    USER_LIST("UserList", 30),
    /** AdminCreateUser. */
    USER_CREATION("UserCreation", 50),
    /** AdminGetUser. */
    USER_READ("UserRead", 120),
    /** AdminUpdateUserAttributes, AdminDisableUser, AdminEnableUser. */
    USER_UPDATE("UserUpdate", 25),
    /** AdminSetUserPassword; people who recover their accounts share it. */
    USER_ACCOUNT_RECOVERY("UserAccountRecovery", 30),
    /** AdminDeleteSoftwareToken. */
    USER_RESOURCE_UPDATE("UserResourceUpdate", 25),
    /** DescribeUserPool, GetCSVHeader, DescribeUserImportJob: 5 of its 20 for one operation on one pool. */
    USER_POOL_RESOURCE_READ("UserPoolResourceRead", 5),
    /** CreateUserImportJob, StartUserImportJob: 5 of its 15 for one operation on one pool. */
    USER_POOL_RESOURCE_UPDATE("UserPoolResourceUpdate", 5);

    private final String id;
    private final int usual;

    Category(String id, int usual) {
        this.id = id;
        this.usual = usual;
    }

    /** The name in the console of Service Quotas, without "Rate of ... requests". */
    public String id() {
        return id;
    }

    /** Requests a second where nobody has had the quota raised. */
    public int usual() {
        return usual;
    }

    /**
     * The category of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    public static Category ofId(String id) {
        return Arrays.stream(values())
                .filter(category -> category.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such quota, but "
                        + Arrays.stream(values()).map(Category::id).collect(Collectors.joining(", "))));
    }
}
