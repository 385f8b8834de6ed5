package io.github.cognitodr.infra;

import java.util.Set;
import java.util.TreeSet;
import software.amazon.awscdk.regioninfo.RegionInfo;

/** The Regions that there are, in the partition that the stacks are made for. */
final class Regions {

    private static final String PARTITION = "aws";

    private Regions() {}

    /** As far as this version of the CDK knows; asking it takes a moment. */
    static Set<String> known() {
        Set<String> names = new TreeSet<>();
        for (RegionInfo region : RegionInfo.getRegions()) {
            if (PARTITION.equals(region.getPartition())) {
                names.add(region.getName());
            }
        }
        return names;
    }
}
