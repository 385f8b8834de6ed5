package io.github.cognitodr.operator.doctor;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Groups are not carried: nothing tells in a listing who is in one. */
record GroupsCheck() implements Check.OfBoth {
    private static final int SHOWN = 5;

    @Override
    public String id() {
        return "groups";
    }

    @Override
    public Diagnosis of(PoolFacts primary, PoolFacts standby) {
        List<String> groups = primary.groups().get();
        if (groups.isEmpty()) {
            return Diagnosis.ok("the primary has no groups");
        }
        Set<String> lacking = new TreeSet<>(groups);
        lacking.removeAll(standby.groups().get());
        return Diagnosis.warning(
                "the primary has " + counted(groups.size()) + ", whose members are not carried"
                        + (lacking.isEmpty()
                                ? ""
                                : "; the standby lacks " + lacking.size() + " of them ("
                                        + String.join(
                                                ", ",
                                                lacking.stream().limit(SHOWN).toList())
                                        + (lacking.size() > SHOWN ? ", ..." : "") + ")"),
                "Neither ListUsers nor an import job knows groups: after a failover nobody is in any, and whoever"
                        + " gives rights by them gives none",
                "Give rights by an attribute, or by your application's own data keyed by the stable id; or make the"
                        + " groups in the standby and add their members there yourself");
    }

    private static String counted(int groups) {
        return groups == 1 ? "a group" : groups + " groups";
    }
}
