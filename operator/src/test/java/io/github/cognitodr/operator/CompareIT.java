package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.operator.CommandLineProcess.Ended;
import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.cognito.Quotas;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What compare says of two pools, by the packaged command. */
class CompareIT {
    private static Sandbox sandbox;

    private TwoPools pools;

    @BeforeAll
    static void start() {
        sandbox = TwoPools.sandbox();
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    @BeforeEach
    void newPools() {
        pools = TwoPools.in(sandbox);
    }

    @Test
    void everyKindOfDifferenceIsCountedAndNamed() throws IOException {
        String same = pools.inBoth("same@example.com");
        String changed = pools.inBoth("changed@example.com", "name", "Before");
        pools.change(pools.tokyo(), pools.primary(), changed, "name", "After");
        String missing = pools.inTokyo("missing@example.com");
        String conflict = pools.inTokyo("conflict@example.com");
        pools.inOsaka("conflict@example.com", Attributes.ORIGIN_SUB, same.replace(same.charAt(0), 'f') + "0");
        String adoptable = pools.inTokyo("adoptable@example.com");
        pools.inOsaka("adoptable@example.com");
        String born = pools.inOsaka("born@example.com");
        pools.inOsaka("gone@example.com", Attributes.ORIGIN_SUB, "gone-0000");
        String twice = pools.inBoth("twice@example.com");
        pools.inOsaka("twice2@example.com", Attributes.ORIGIN_SUB, twice);
        Path all = pools.work().resolve("differences.jsonl");

        Ended ended = pools.run("compare", "--json", "--out", all.toString());

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.SOME_USERS);
        JsonObject findings =
                JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8)).object("findings");
        assertThat(List.of("SAME", "CHANGED", "MISSING", "CONFLICT", "ADOPTABLE", "BORN", "GONE", "TWICE"))
                .extracting(findings::number)
                .containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 1L, 3L);
        String named = Files.readString(all);
        assertThat(named.lines()).hasSize(9);
        assertThat(named)
                .contains(changed, missing, conflict, adoptable, born, "gone-0000", twice)
                .doesNotContain(same)
                .doesNotContain("@example.com")
                .contains("\"differs\":\"name\"");
    }

    @Test
    void poolsThatAgreeEndWithZero() {
        pools.inBoth("one@example.com");

        Ended ended = pools.run("compare");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).containsPattern("same +1").doesNotContain("@");
    }

    @Test
    void nothingOfIsLeftBehind() throws IOException {
        pools.inBoth("one@example.com");

        pools.run("compare");

        try (var files = Files.list(pools.work())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains(".db") && !name.endsWith(".lock"));
        }
    }

    @Test
    void killedWhileListingItGoesOnWhereItWas() {
        sandbox.cognito(TwoPools.TOKYO).populate(pools.primary().value(), 0, 9_000);
        try (CommandLineProcess running = pools.start("compare", "--quota", "UserList=40")) {
            long pages =
                    sandbox.cognito(TwoPools.TOKYO).traffic().of("ListUsers").calls();
            while (running.isRunning()
                    && sandbox.cognito(TwoPools.TOKYO).traffic().of("ListUsers").calls() < pages + 110) {
                Thread.onSpinWait();
            }
            running.kill();
        }
        long before = sandbox.cognito(TwoPools.TOKYO).traffic().of("ListUsers").calls();

        Ended ended = pools.run("compare", "--quota", "UserList=1000");

        assertThat(ended.err()).contains("Going on with the listing");
        assertThat(ended.out()).containsPattern("missing +9,000");
        // 150 pages in 16 lanes; the first run had more than 100 of them, less what two seconds may lose
        assertThat(sandbox.cognito(TwoPools.TOKYO).traffic().of("ListUsers").calls() - before)
                .isLessThan(160);
    }

    @Test
    void aSecondOneAtTheSameTimeIsRefused() {
        sandbox.cognito(TwoPools.TOKYO).populate(pools.primary().value(), 0, 9_000);
        try (CommandLineProcess running = pools.start("compare")) {
            running.awaitError(text -> text.contains("Listing"));

            Ended second = pools.run("compare");

            assertThat(second.exitCode()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(second.err()).contains("Another cognito-dr is at the same work");
        }
    }

    @Test
    void ninetyFivePercentOfTheQuotaIsUsedAndNoMore() {
        try (Sandbox metered = Sandbox.start(io.github.cognitodr.sandbox.SandboxOptions.defaults()
                .without(io.github.cognitodr.sandbox.SandboxOptions.Service.S3)
                .without(io.github.cognitodr.sandbox.SandboxOptions.Service.SQS)
                .cognito(region -> region.quotas(Quotas.real())))) {
            TwoPools real = TwoPools.in(metered);
            metered.cognito(TwoPools.TOKYO).populate(real.primary().value(), 0, 20_000);
            long start = System.nanoTime();

            Ended ended = real.run("compare");

            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(ended.out()).as(ended.err()).containsPattern("missing +20,000");
            long calls =
                    metered.cognito(TwoPools.TOKYO).traffic().of("ListUsers").calls();
            assertThat(metered.cognito(TwoPools.TOKYO).traffic().of("ListUsers").throttled())
                    .isZero();
            // 334 full pages, and a partly filled one a lane, at 28.5 a second, and what starting and matching takes
            assertThat(seconds).isLessThan(calls / 28.5 + 4);
        }
    }
}
