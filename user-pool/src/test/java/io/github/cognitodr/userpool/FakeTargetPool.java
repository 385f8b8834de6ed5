package io.github.cognitodr.userpool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A pool that signs in with email, in memory. Obeys the same contract as Cognito: see TargetPoolContract. */
public class FakeTargetPool implements TargetPool {
    private final Map<String, UserProfile> users = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();

    @Override
    public Optional<UserProfile> find(String username, Deadline deadline) {
        call("find", deadline);
        return lookUp(username);
    }

    @Override
    public Creation create(String signInValue, Map<String, String> attributes, Deadline deadline) {
        call("create", deadline);
        if (!signInValue.contains("@")) {
            throw new PoolRefusedException("AdminCreateUser: InvalidParameterException");
        }
        if (lookUp(signInValue).isPresent()) {
            return new Creation.UsernameTaken();
        }
        Map<String, String> all = new LinkedHashMap<>(attributes);
        String sub = UUID.randomUUID().toString();
        all.put(Attributes.SUB, sub);
        all.put(Attributes.EMAIL, signInValue);
        put(new UserProfile(sub, all, "FORCE_CHANGE_PASSWORD", true, Optional.empty(), Optional.empty()));
        return new Creation.Created(sub);
    }

    @Override
    public void disable(String username, Deadline deadline) {
        call("disable", deadline);
        UserProfile user = lookUp(username).orElseThrow();
        put(with(user, user.statusName(), false));
    }

    @Override
    public void confirmWithUnknownPassword(String username, Deadline deadline) {
        call("confirm", deadline);
        UserProfile user = lookUp(username).orElseThrow();
        put(with(user, "CONFIRMED", user.enabled()));
    }

    private void call(String name, Deadline deadline) {
        if (deadline.hasPassed()) {
            throw new PoolUnavailableException("No time left");
        }
        calls.add(name);
        done(name);
    }

    /** Something that happens during a call; nothing here. */
    protected void done(String call) {}

    public void put(UserProfile user) {
        users.put(user.username(), user);
    }

    /** The names of the calls made, in their order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private Optional<UserProfile> lookUp(String username) {
        return users.values().stream()
                .filter(user -> user.username().equals(username)
                        || user.attribute(Attributes.EMAIL)
                                .filter(username::equalsIgnoreCase)
                                .isPresent())
                .findFirst();
    }

    private static UserProfile with(UserProfile user, String status, boolean enabled) {
        return new UserProfile(
                user.username(), user.attributes(), status, enabled, user.createdAt(), user.lastModifiedAt());
    }
}
