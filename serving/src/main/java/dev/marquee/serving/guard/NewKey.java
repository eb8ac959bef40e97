package dev.marquee.serving.guard;

import dev.marquee.data.UserError;
import dev.marquee.serving.http.Scope;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a key: {@code java -jar marquee-serving.jar new-key --name mobile --scope read}. */
@Command(
    name = "new-key",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a new random key and the line that makes it known.",
      "Append the line to the file that security.keys.file names; the service reads it by itself.",
      "The key itself is stored nowhere: give it to the client, who sends it as",
      "'Authorization: Bearer KEY'."
    })
public final class NewKey implements Callable<Integer> {
  private static final int KEY_BYTES = 32;
  private static final String PREFIX = "mq_";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "Who will have it: letters, digits, '.', '_' and '-'.")
  private String name;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      required = true,
      description = "What it allows: read, write (and read) or admin (and all else).")
  private String scope;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    String key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    String given = "%s %s sha256:%s".formatted(name, scope, Key.hashOf(key));
    Key made =
        Key.parse(given)
            .orElseThrow(
                () ->
                    new UserError(
                        ("--name '%s' --scope '%s': expected a name of letters, digits, '.', '_' or"
                                + " '-', and one of %s")
                            .formatted(name, scope, scopes())));
    var out = spec.commandLine().getOut();
    out.println("key:  " + key);
    out.println("line: " + made.line());
    out.flush();
    return 0;
  }

  private static String scopes() {
    return String.join(
        ", ",
        java.util.Arrays.stream(Scope.values())
            .filter(each -> each != Scope.PUBLIC)
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList());
  }
}
