package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One way of running the function, and one row of the table.
 *
 * @param name as the table calls it
 * @param java with the options of this variant, but those of the archive
 * @param jar the deployable jar
 * @param handler the class in it
 */
record Variant(String name, JavaRuntime java, Path jar, String handler, Archive archive) {

    private static final String INITIALISED_AHEAD = "initialised ahead";
    private static final String PACKAGE = "io.github.cognitodr.replicate.";
    private static final String DEPLOYED = PACKAGE + "ReplicateOnConfirmation";
    private static final String ON_DEFAULT_CLIENTS = PACKAGE + "ReplicateOnDefaultHttpClients";
    private static final int FIRST_WITH_AOT_CACHE_IN_ONE_STEP = 25;

    /** All that are measured on a Java, the deployed one first. */
    static List<Variant> on(JavaRuntime java, Jars jars) {
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant("as deployed", java, jars.deployed(), DEPLOYED, Archive.NONE));
        variants.add(new Variant(
                "SDK's default HTTP client", java, jars.onDefaultClients(), ON_DEFAULT_CLIENTS, Archive.NONE));
        variants.add(new Variant("JVM's own defaults", java.withoutOptions(), jars.deployed(), DEPLOYED, Archive.NONE));
        variants.add(new Variant("class-data archive", java, jars.deployed(), DEPLOYED, Archive.CLASS_DATA));
        if (java.version().feature() >= FIRST_WITH_AOT_CACHE_IN_ONE_STEP) {
            variants.add(new Variant("AOT cache", java, jars.deployed(), DEPLOYED, Archive.AOT_CACHE));
        }
        variants.add(new Variant(INITIALISED_AHEAD, java.withSnapStart(), jars.deployed(), DEPLOYED, Archive.NONE));
        return variants;
    }
}
