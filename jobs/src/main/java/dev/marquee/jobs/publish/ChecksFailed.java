package dev.marquee.jobs.publish;

import dev.marquee.data.UserError;
import java.util.List;
import java.util.stream.Collectors;

/** A staged snapshot was not published. The message names the first few failed checks. */
public final class ChecksFailed extends UserError {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 5;

  private final transient List<CheckFailure> failures;

  /** The failed checks of a snapshot, at least one. */
  ChecksFailed(String snapshot, List<CheckFailure> failures) {
    super(message(snapshot, failures));
    this.failures = List.copyOf(failures);
  }

  /** All failed checks. */
  public List<CheckFailure> failures() {
    return failures;
  }

  private static String message(String snapshot, List<CheckFailure> failures) {
    String shown =
        failures.stream()
            .limit(SHOWN)
            .map(failure -> "check " + failure)
            .collect(Collectors.joining("; "));
    int more = failures.size() - SHOWN;
    return "snapshot %s is not published, CURRENT stays as it was: %s%s"
        .formatted(snapshot, shown, more > 0 ? "; and " + more + " more" : "");
  }
}
