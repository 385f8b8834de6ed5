package io.github.cognitodr.sandbox.aws;

import java.time.Duration;
import org.apache.pekko.actor.ActorContext;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.MessageData;
import org.elasticmq.NewMessageData;
import org.elasticmq.QueueData;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.QueueActor;
import org.elasticmq.actor.queue.operations.CommonOperations;
import org.elasticmq.actor.queue.operations.SequenceNumber;
import org.elasticmq.actor.reply.ReplyAction;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.QueueQueueMsg;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.List$;
import scala.reflect.ClassTag;

/**
 * A queue that keeps to its clock altogether. ElasticMQ's own (1.7.1) asks its {@link NowProvider} when it receives, but
 * the machine when it stamps a new message, delays it, and counts what is visible: by a moved clock, a delay would be
 * over before it began, and a deduplication id forgotten at once.
 */
@SuppressWarnings("unchecked") // The override of ev(), seen from here by the compiler, and countedNow().
final class ClockedQueue extends QueueActor {

    /** ElasticMQ wakes a long poll by a timer of the machine's; who moved the clock need not wait for that. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** Copying and moving messages between queues, ElasticMQ's additions to SQS, are left out. */
    ClockedQueue(NowProvider time, QueueData queue, Option<ActorRef> deadLetters) {
        super(time, queue, deadLetters, Option.empty(), Option.empty(), Option.empty());
    }

    @Override
    public void preStart() throws Exception {
        super.preStart();
        timers().startTimerWithFixedDelay("look", TryReply(), LOOK);
    }

    @Override
    public ResultWithEvents<MessageData> handleOrRedirectMessage(NewMessageData message, ActorContext context) {
        // ElasticMQ does this once a second of the machine's.
        fifoMessagesHistory_$eq(fifoMessagesHistory().cleanOutdatedMessages(nowProvider()));
        if (queueData().isFifo()
                && CommonOperations.wasRegistered(message, fifoMessagesHistory())
                        .isDefined()) {
            // Answered with the message of before, which has its stamp.
            return super.handleOrRedirectMessage(message, context);
        }
        InternalMessage stamped = stamped(message);
        // The one door that takes a message with a stamp of its own; made for queues that outlive a restart.
        restoreMessages(List$.MODULE$.<InternalMessage>empty().$colon$colon(stamped));
        return ResultWithEvents().onlyValue(stamped.toMessageData());
    }

    /** What {@code InternalMessage.from} makes of it, but by the clock. */
    private InternalMessage stamped(NewMessageData message) {
        InternalMessage made = InternalMessage.from(message, queueData());
        long deliverAt = message.nextDelivery()
                .toMillis(nowProvider().nowMillis(), queueData().delay().toMillis())
                .millis();
        Option<String> sequenceNumber =
                queueData().isFifo() && made.sequenceNumber().isEmpty()
                        ? Option.apply(SequenceNumber.next())
                        : made.sequenceNumber();
        return new InternalMessage(
                made.id(),
                made.deliveryReceipts(),
                deliverAt,
                made.content(),
                made.messageAttributes(),
                nowProvider().now(),
                made.orderIndex(),
                made.firstReceive(),
                made.receiveCount(),
                made.isFifo(),
                made.messageGroupId(),
                made.messageDeduplicationId(),
                made.tracingId(),
                sequenceNumber,
                made.deadLetterSourceQueueName());
    }

    @Override
    public <T> ReplyAction<T> receiveAndReplyQueueMsg(QueueQueueMsg<T> message) {
        return super.receiveAndReplyQueueMsg(message instanceof GetQueueStatistics ? countedNow() : message);
    }

    /**
     * How many messages are visible is asked as of a time that the HTTP server takes from the machine. Only for the place
     * of another GetQueueStatistics, so that T is the QueueStatistics of both.
     */
    private <T> QueueQueueMsg<T> countedNow() {
        return (QueueQueueMsg<T>) new GetQueueStatistics(nowProvider().nowMillis());
    }

    /** Only for the Java compiler, which cannot reconcile what Scala declares of it. */
    @Override
    @SuppressWarnings("rawtypes")
    public ClassTag ev() {
        return super.ev();
    }
}
