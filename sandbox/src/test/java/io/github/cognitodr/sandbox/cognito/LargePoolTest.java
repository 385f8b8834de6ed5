package io.github.cognitodr.sandbox.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A pool of 100,000 users is made and listed over HTTP in time that grows with the number of users, not its square. */
class LargePoolTest {
    private static final int USERS = 100_000;
    private static final int CALLERS = 8;
    private static final String HEX = "0123456789abcdef";

    /** By the JDK's plain connection, the lightest caller there is: the sandbox is what this measures. */
    private static JsonNode call(URI endpoint, String operation, ObjectNode body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
        connection.setRequestProperty("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation);
        connection.setRequestProperty("Authorization", "AWS4-HMAC-SHA256 ...");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(Json.MAPPER.writeValueAsBytes(body));
        }
        assertThat(connection.getResponseCode()).isEqualTo(200);
        try (InputStream in = connection.getInputStream()) {
            return Json.MAPPER.readTree(in.readAllBytes());
        }
    }

    @Test
    @Timeout(120)
    @SuppressWarnings("SystemOut") // the figures are what people run this for
    void hundredThousandUsersAreMadeAndListed() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (TestRegion sandbox = new TestRegion()) {
            String poolId = sandbox.emailPool().id();
            URI endpoint = sandbox.region.endpoint();

            long start = System.nanoTime();
            create(callers, endpoint, poolId);
            Duration creating = since(start);

            start = System.nanoTime();
            Set<String> whole = ConcurrentHashMap.newKeySet();
            list(endpoint, poolId, null, whole);
            Duration listing = since(start);

            start = System.nanoTime();
            Set<String> lanes = ConcurrentHashMap.newKeySet();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < HEX.length(); i++) {
                String filter = "sub ^= \"" + HEX.charAt(i) + "\"";
                running.add(callers.submit(() -> {
                    list(endpoint, poolId, filter, lanes);
                    return null;
                }));
            }
            for (Future<?> lane : running) {
                lane.get();
            }
            Duration listingInLanes = since(start);

            System.out.printf(
                    "%d users: made in %d ms, listed in one lane in %d ms, in 16 lanes in %d ms, %d MB of heap used%n",
                    USERS,
                    creating.toMillis(),
                    listing.toMillis(),
                    listingInLanes.toMillis(),
                    usedHeap() / (1024 * 1024));
            assertThat(whole).hasSize(USERS);
            assertThat(lanes).isEqualTo(whole);
            assertThat(creating.plus(listing).plus(listingInLanes)).isLessThan(Duration.ofMinutes(2));
        } finally {
            callers.shutdownNow();
        }
    }

    private void create(ExecutorService callers, URI endpoint, String poolId) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            running.add(callers.submit(() -> {
                for (int i = next.getAndIncrement(); i < USERS; i = next.getAndIncrement()) {
                    call(endpoint, "AdminCreateUser", user(poolId, i));
                }
                return null;
            }));
        }
        for (Future<?> caller : running) {
            caller.get();
        }
    }

    private static ObjectNode user(String poolId, int number) {
        String email = "user" + number + "@example.com";
        ObjectNode body = Json.object()
                .put("UserPoolId", poolId)
                .put("Username", email)
                .put("MessageAction", "SUPPRESS")
                .put("TemporaryPassword", TestRegion.PASSWORD);
        body.putArray("UserAttributes")
                .add(Json.object().put("Name", "email").put("Value", email))
                .add(Json.object().put("Name", "email_verified").put("Value", "true"))
                .add(Json.object().put("Name", "custom:origin_sub").put("Value", "origin-" + number));
        return body;
    }

    private void list(URI endpoint, String poolId, @Nullable String filter, Set<String> found) throws IOException {
        String token = null;
        do {
            ObjectNode body = Json.object().put("UserPoolId", poolId);
            if (filter != null) {
                body.put("Filter", filter);
            }
            if (token != null) {
                body.put("PaginationToken", token);
            }
            JsonNode page = call(endpoint, "ListUsers", body);
            for (JsonNode user : page.get("Users")) {
                assertThat(found.add(user.get("Username").stringValue())).isTrue();
            }
            token = page.has("PaginationToken") ? page.get("PaginationToken").stringValue() : null;
        } while (token != null);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @SuppressWarnings("ExplicitGC")
    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
