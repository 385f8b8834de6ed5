package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.userpool.Attributes;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** What a user of the primary has, the standby takes, and the other way round. */
record SchemaCheck() implements Check.OfBoth {
    @Override
    public String id() {
        return "schema";
    }

    @Override
    public Diagnosis of(PoolFacts primary, PoolFacts standby) {
        Map<String, SchemaAttribute> here = attributes(primary.description().get());
        Map<String, SchemaAttribute> there = attributes(standby.description().get());
        Problems problems = new Problems();
        here.forEach((name, attribute) -> {
            SchemaAttribute other = there.get(name);
            if (other == null) {
                problems.critical(name + " is missing in the standby");
            } else {
                attribute.compare(other, problems);
            }
        });
        there.forEach((name, attribute) -> {
            if (!here.containsKey(name)) {
                if (attribute.required()) {
                    problems.critical(name + " is required in the standby and missing in the primary");
                } else {
                    problems.warning(name + " is missing in the primary");
                }
            }
        });
        return problems.diagnosis(
                "the schemas agree in " + here.size() + " attributes",
                "Cognito refuses a copy with an attribute or a value that the standby's schema does not take, and a"
                        + " user of the standby cannot come home with one that the primary lacks",
                "Add missing attributes (customAttributes of the settings, or AddCustomAttributes), and deploy. Type,"
                        + " limits, and whether it is required or mutable, cannot be changed: they need a new pool");
    }

    /** Of what can be copied; {@code custom:origin_sub} has a check of its own. */
    private static Map<String, SchemaAttribute> attributes(UserPoolType pool) {
        Map<String, SchemaAttribute> byName = new TreeMap<>();
        for (SchemaAttributeType attribute : pool.schemaAttributes()) {
            String name = attribute.name();
            if (Attributes.isSettable(name) && !name.equals(Attributes.ORIGIN_SUB)) {
                byName.put(name, SchemaAttribute.of(attribute));
            }
        }
        return byName;
    }
}
