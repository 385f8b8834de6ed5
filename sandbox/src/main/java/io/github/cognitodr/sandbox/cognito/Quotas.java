package io.github.cognitodr.sandbox.cognito;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a second a Region takes of one account, all its pools together, by category; in real time. (facts,
 * Quotas)
 *
 * <pre>{@code
 * CognitoRegion.builder("ap-northeast-3").quotas(Quotas.real().with(Quotas.Category.USER_CREATION, 100))
 * }</pre>
 *
 * <p>Over quota: HTTP 400, {@code TooManyRequestsException}. Immutable.
 */
public final class Quotas {
    /** An operation on the resources of pools: so many a second for each operation and pool. (facts, Quotas) */
    static final int PER_OPERATION_AND_POOL = 5;

    private final Map<Category, Integer> rates;

    private Quotas(Map<Category, Integer> rates) {
        this.rates = Map.copyOf(rates);
    }

    /** The categories of the facts, each with its default rate and its operations. */
    public enum Category {
        /** Adjustable: no. */
        USER_LIST(30, "ListUsers", "ListUsersInGroup"),
        /** Adjustable: yes. */
        USER_CREATION(50, "SignUp", "ConfirmSignUp", "AdminCreateUser", "AdminConfirmSignUp"),
        /** Adjustable: yes. */
        USER_READ(120, "AdminGetUser"),
        /** Adjustable: no. */
        USER_UPDATE(
                25,
                "AdminUpdateUserAttributes",
                "AdminDeleteUserAttributes",
                "AdminDisableUser",
                "AdminEnableUser",
                "AdminAddUserToGroup",
                "AdminDeleteUser"),
        /** Adjustable: no. */
        USER_ACCOUNT_RECOVERY(
                30, "ForgotPassword", "ConfirmForgotPassword", "AdminSetUserPassword", "AdminResetUserPassword"),
        /** Adjustable: no. */
        USER_RESOURCE_UPDATE(25, "AdminSetUserMFAPreference", "AdminDeleteSoftwareToken"),
        /** Adjustable: no; and 5 for each operation and pool. */
        USER_POOL_RESOURCE_READ(20, "GetCSVHeader", "DescribeUserImportJob"),
        /** Adjustable: no; and 5 for each operation and pool. */
        USER_POOL_RESOURCE_UPDATE(15, "CreateUserImportJob", "StartUserImportJob");

        private final int requestsPerSecond;

        @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
        private final Set<String> operations;

        Category(int requestsPerSecond, String... operations) {
            this.requestsPerSecond = requestsPerSecond;
            this.operations = Set.of(operations);
        }

        static @Nullable Category of(String operation) {
            for (Category category : values()) {
                if (category.operations.contains(operation)) {
                    return category;
                }
            }
            return null;
        }

        boolean limitsPool() {
            return this == USER_POOL_RESOURCE_READ || this == USER_POOL_RESOURCE_UPDATE;
        }
    }

    /** No limit at all. */
    public static Quotas off() {
        return new Quotas(Map.of());
    }

    /** The default rates of AWS. */
    public static Quotas real() {
        Map<Category, Integer> rates = new LinkedHashMap<>();
        for (Category category : Category.values()) {
            rates.put(category, category.requestsPerSecond);
        }
        return new Quotas(rates);
    }

    /**
     * These quotas with another rate for one category.
     *
     * @param requestsPerSecond 1 or more
     */
    public Quotas with(Category category, int requestsPerSecond) {
        if (requestsPerSecond < 1) {
            throw new IllegalArgumentException("requestsPerSecond must be 1 or more: " + requestsPerSecond);
        }
        Map<Category, Integer> changed = new LinkedHashMap<>(rates);
        changed.put(category, requestsPerSecond);
        return new Quotas(changed);
    }

    @Nullable Integer rate(Category category) {
        return rates.get(category);
    }
}
