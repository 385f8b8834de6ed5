package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** (docs/decisions/fence.md) */
class FenceTest {

    private static final String WEB_ACL = "AWS::WAFv2::WebACL";
    private static final String ASSOCIATION = "AWS::WAFv2::WebACLAssociation";

    @Test
    void theStandbyLetsNobodyInFromItsFirstDeploymentOn() {
        for (Synth synth : Synth.all()) {
            assertThat(synth.standby().properties(WEB_ACL)).isEqualTo(webAcl("standby"));
            assertThat(synth.standby().properties(ASSOCIATION))
                    .isEqualTo(Json.parse(
                            "{\"ResourceArn\": \"${UsersPool.Arn}\", \"WebACLArn\": \"${FenceWebAcl.Arn}\"}"));
        }
    }

    /**
     * CloudFormation touches a resource when its properties change, or its tags. Those of the association are the same
     * whatever anybody sets, it has no tags, and the web ACL that it names is replaced only under another name.
     */
    @Test
    void deployingAgainNeverChangesWhichSideIsActive() {
        List<JsonNode> associations = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Synth synth : Synth.all()) {
            associations.add(
                    synth.standby().resources(ASSOCIATION).values().iterator().next());
            names.add(synth.standby().properties(WEB_ACL).get("Name").asText());
        }
        assertThat(associations).hasSize(4).allMatch(associations.get(0)::equals);
        assertThat(names).hasSize(4).containsOnly("cognito-dr-standby-fence");
    }

    @Test
    void thePrimaryHasAFenceOnlyIfAskedForAndNeverBeforeItsPool() {
        assertThat(Synth.shipped().primary().resources(WEB_ACL)).isEmpty();
        for (Synth synth : List.of(Synth.customised(), Synth.ownPrimary())) {
            assertThat(synth.primary().properties(WEB_ACL)).isEqualTo(webAcl("primary"));
            assertThat(synth.primary().resources(ASSOCIATION)).isEmpty();
        }
    }

    private static JsonNode webAcl(String side) {
        return Json.parse("""
                {
                  "Name": "cognito-dr-%1$s-fence",
                  "Scope": "REGIONAL",
                  "DefaultAction": {"Block": {}},
                  "VisibilityConfig": {
                    "CloudWatchMetricsEnabled": true,
                    "MetricName": "cognito-dr-%1$s-fence",
                    "SampledRequestsEnabled": false
                  }
                }""".formatted(side));
    }
}
