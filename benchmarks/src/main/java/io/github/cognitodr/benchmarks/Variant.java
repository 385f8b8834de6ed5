package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One way of running a trigger, and one row of the table.
 *
 * @param name as the table calls it
 * @param java with the options of this variant, but those of the archive
 * @param jar the deployable jar
 * @param handler the class in it
 * @param trigger what it has to do
 */
record Variant(String name, JavaRuntime java, Path jar, String handler, Archive archive, Trigger trigger) {

    private static final String INITIALISED_AHEAD = "initialised ahead";
    private static final String PACKAGE = "io.github.cognitodr.replicate.";
    private static final String DEPLOYED = PACKAGE + "ReplicateOnConfirmation";
    private static final String ON_DEFAULT_CLIENTS = PACKAGE + "ReplicateOnDefaultHttpClients";
    private static final String SNAPSHOT = "io.github.cognitodr.backup.SnapshotOnConfirmation";
    private static final int FIRST_WITH_AOT_CACHE_IN_ONE_STEP = 25;

    /** All of the replication that are measured on a Java, the deployed one first. */
    static List<Variant> on(JavaRuntime java, Jars jars) {
        List<Variant> variants = new ArrayList<>();
        variants.add(replication("as deployed", java, jars, Archive.NONE));
        variants.add(new Variant(
                "SDK's default HTTP client",
                java,
                jars.onDefaultClients(),
                ON_DEFAULT_CLIENTS,
                Archive.NONE,
                Trigger.REPLICATION));
        variants.add(replication("JVM's own defaults", java.withoutOptions(), jars, Archive.NONE));
        variants.add(replication("class-data archive", java, jars, Archive.CLASS_DATA));
        if (java.version().feature() >= FIRST_WITH_AOT_CACHE_IN_ONE_STEP) {
            variants.add(replication("AOT cache", java, jars, Archive.AOT_CACHE));
        }
        variants.add(replication(INITIALISED_AHEAD, java.withSnapStart(), jars, Archive.NONE));
        return variants;
    }

    /** Both triggers as they are deployed: ReplicateOnConfirmation and SnapshotOnConfirmation. */
    static List<Variant> triggersOn(JavaRuntime java, Jars jars) {
        return List.of(
                replication("replication", java, jars, Archive.NONE),
                new Variant("snapshot", java, jars.backup(), SNAPSHOT, Archive.NONE, Trigger.SNAPSHOT));
    }

    private static Variant replication(String name, JavaRuntime java, Jars jars, Archive archive) {
        return new Variant(name, java, jars.replicate(), DEPLOYED, archive, Trigger.REPLICATION);
    }
}
