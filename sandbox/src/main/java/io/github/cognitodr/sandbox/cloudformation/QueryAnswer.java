package io.github.cognitodr.sandbox.cloudformation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** The answers of the AWS Query protocol: XML in the service's namespace. */
final class QueryAnswer {

    private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter xml;
    private final String requestId = UUID.randomUUID().toString();

    private QueryAnswer(String root) throws XMLStreamException {
        xml = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
        xml.writeStartElement(root);
        xml.writeDefaultNamespace(NAMESPACE);
    }

    /** {@code DescribeStacksResponse}. */
    static byte[] of(Collection<Stack> stacks) {
        try {
            QueryAnswer answer = new QueryAnswer("DescribeStacksResponse");
            answer.xml.writeStartElement("DescribeStacksResult");
            answer.xml.writeStartElement("Stacks");
            for (Stack stack : stacks) {
                answer.stack(stack);
            }
            answer.xml.writeEndElement();
            answer.xml.writeEndElement();
            answer.xml.writeStartElement("ResponseMetadata");
            answer.text("RequestId", answer.requestId);
            answer.xml.writeEndElement();
            return answer.end();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing into memory does not fail", e);
        }
    }

    /** {@code ErrorResponse}. */
    static byte[] of(QueryError error) {
        try {
            QueryAnswer answer = new QueryAnswer("ErrorResponse");
            answer.xml.writeStartElement("Error");
            answer.text("Type", error.status() < 500 ? "Sender" : "Receiver");
            answer.text("Code", error.code());
            answer.text("Message", error.message());
            answer.xml.writeEndElement();
            answer.text("RequestId", answer.requestId);
            return answer.end();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing into memory does not fail", e);
        }
    }

    private void stack(Stack stack) throws XMLStreamException {
        xml.writeStartElement("member");
        text("StackId", stack.id());
        text("StackName", stack.name());
        time("CreationTime", stack.created());
        time("LastUpdatedTime", stack.updated());
        text("StackStatus", stack.status().name());
        text("DisableRollback", "false");
        text("EnableTerminationProtection", "false");
        xml.writeStartElement("Outputs");
        for (StackOutput output : stack.outputs()) {
            xml.writeStartElement("member");
            text("OutputKey", output.key());
            text("OutputValue", output.value());
            text("Description", output.description());
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void time(String name, @Nullable Instant time) throws XMLStreamException {
        text(name, time == null ? null : time.toString());
    }

    private void text(String name, @Nullable String text) throws XMLStreamException {
        if (text != null) {
            xml.writeStartElement(name);
            xml.writeCharacters(text);
            xml.writeEndElement();
        }
    }

    private byte[] end() throws XMLStreamException {
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return bytes.toByteArray();
    }
}
