package io.github.cognitodr.sandbox.aws;

import com.adobe.testing.s3mock.S3MockApplication;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * S3: S3Mock within this process, one for all Regions, as bucket names are. It keeps conditional writes, multipart uploads,
 * tags and ranges; beware that aborting a multipart upload deletes an object under the same key. Thread-safe.
 */
public final class S3Server implements AutoCloseable {

    /** Held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> QUIET = Stream.of("org.apache", "org.springframework", "com.adobe")
            .map(Logger::getLogger)
            .toList();

    private final TemporaryDirectory directory;
    private final ConfigurableApplicationContext context;
    private final URI endpoint;

    private S3Server(TemporaryDirectory directory, ConfigurableApplicationContext context, URI endpoint) {
        this.directory = directory;
        this.context = context;
        this.endpoint = endpoint;
    }

    /** Starts with no buckets on this port of the loopback interface; takes some seconds. */
    public static S3Server start(int port) {
        if (System.getProperty("org.springframework.boot.logging.LoggingSystem") == null) {
            // Spring would set up the logging of the whole process.
            System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        }
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        TemporaryDirectory directory = TemporaryDirectory.create("cognito-dr-s3-");
        // S3MockApplication.start() would open its ports on all interfaces.
        ConfigurableApplicationContext context = new SpringApplicationBuilder(S3MockApplication.class)
                .properties(Map.of(
                        "server.address",
                        Loopback.HOST,
                        "server.port",
                        Integer.toString(port),
                        "server.ssl.enabled",
                        "false",
                        "http.port",
                        "0",
                        "com.adobe.testing.s3mock.store.root",
                        directory.path().toString(),
                        "spring.main.log-startup-info",
                        "false"))
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .initializers(starting -> starting.getBeanFactory().addBeanPostProcessor(new LoopbackOnly()))
                .run();
        return new S3Server(directory, context, Loopback.uri(port));
    }

    /** Where it listens; the SDK uses path-style addresses for it by itself. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        context.close();
        directory.close();
    }

    /** S3Mock's second connector knows no address of its own. */
    private static final class LoopbackOnly implements BeanPostProcessor {

        @Override
        public Object postProcessBeforeInitialization(Object bean, String beanName) {
            if (bean instanceof Connector connector) {
                connector.setProperty("address", Loopback.HOST);
            }
            return bean;
        }
    }
}
