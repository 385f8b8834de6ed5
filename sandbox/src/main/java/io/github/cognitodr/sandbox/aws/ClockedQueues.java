package io.github.cognitodr.sandbox.aws;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.elasticmq.QueueData;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.reflect.ClassTag;

/** ElasticMQ's queues, each of them a {@link ClockedQueue}. */
@SuppressWarnings("unchecked") // The override of ev(), which the compiler looks at from here.
final class ClockedQueues extends QueueManagerActor {

    ClockedQueues(NowProvider time) {
        super(time, StrictSQSLimits$.MODULE$, Option.empty());
    }

    @Override
    public ActorRef createQueueActor(NowProvider time, QueueData queue, Option<ActorRef> listener) {
        Option<ActorRef> deadLetters = queue.deadLettersQueue()
                .flatMap(dead -> queues().get(dead.name()).map(found -> found.actorRef()));
        return context().actorOf(Props.create(ClockedQueue.class, () -> new ClockedQueue(time, queue, deadLetters)));
    }

    /** Only for the Java compiler, which cannot reconcile what Scala declares of it. */
    @Override
    @SuppressWarnings("rawtypes")
    public ClassTag ev() {
        return super.ev();
    }
}
