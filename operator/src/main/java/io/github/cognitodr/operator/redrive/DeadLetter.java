package io.github.cognitodr.operator.redrive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message that was given up, received and not yet dealt with.
 *
 * @param receipt what SQS wants to see for all else
 * @param attributes that it was sent with
 * @param group of a FIFO queue
 */
record DeadLetter(String receipt, String body, Map<String, MessageAttributeValue> attributes, Optional<String> group) {

    DeadLetter {
        attributes = Map.copyOf(attributes);
    }

    static DeadLetter of(Message message) {
        return new DeadLetter(
                message.receiptHandle(),
                message.body(),
                message.messageAttributes(),
                Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID)));
    }

    Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).map(MessageAttributeValue::stringValue);
    }

    DeadLetter without(String attribute) {
        Map<String, MessageAttributeValue> others = new LinkedHashMap<>(attributes);
        others.remove(attribute);
        return new DeadLetter(receipt, body, others, group);
    }
}
