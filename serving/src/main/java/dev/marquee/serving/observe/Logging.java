package dev.marquee.serving.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * What is logged, and in which form; Logback finds it as a service. It is no XML file, for to
 * understand one took a tenth of the service's start. A file that is named by the system property
 * {@value #FILE} takes its place.
 */
public final class Logging extends ContextAwareBase implements Configurator {
  private static final String FILE = "logback.configurationFile";
  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{20} %msg %kvp{NONE}%n";

  private static final Map<String, Level> LEVELS =
      Map.of(
          org.slf4j.Logger.ROOT_LOGGER_NAME,
          Level.INFO,
          "org.apache.hadoop",
          Level.ERROR,
          "org.apache.parquet",
          Level.WARN,
          "org.flywaydb",
          Level.WARN,
          // At WARN it prints stack traces while the store is down, of which the log is told once.
          "com.zaxxer.hikari",
          Level.ERROR,
          "io.javalin",
          Level.WARN,
          "org.eclipse.jetty",
          Level.WARN,
          // Warns of every request that it refuses, with what the client wrote.
          "org.eclipse.jetty.http.HttpParser",
          Level.ERROR);

  @Override
  public ExecutionStatus configure(LoggerContext loggers) {
    if (System.getProperty(FILE) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    LEVELS.forEach((name, level) -> loggers.getLogger(name).setLevel(level));
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(loggers);
    console.setName("console");
    console.setTarget(ConsoleTarget.SystemErr.getName());
    console.setEncoder(encoder(LogFormat.of(System.getenv()).orElse(LogFormat.TEXT), loggers));
    console.start();
    loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(console);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Writes log lines in a form. */
  static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext loggers) {
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case TEXT -> {
            PatternLayoutEncoder text = new PatternLayoutEncoder();
            text.setPattern(PATTERN);
            yield text;
          }
          case JSON -> {
            JsonEncoder json = new JsonEncoder();
            json.setWithSequenceNumber(false);
            json.setWithNanoseconds(false);
            json.setWithContext(false);
            json.setWithArguments(false);
            json.setWithMessage(false);
            json.setWithFormattedMessage(true);
            yield json;
          }
        };
    encoder.setContext(loggers);
    encoder.start();
    return encoder;
  }
}
