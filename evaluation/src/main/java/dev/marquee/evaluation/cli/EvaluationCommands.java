package dev.marquee.evaluation.cli;

import dev.marquee.jobs.cli.CommandProvider;
import java.util.List;

/** Adds the evaluation's commands to the batch jobs. */
public final class EvaluationCommands implements CommandProvider {
  @Override
  public List<Object> commands() {
    return List.of(new EvaluateCommand(), new FitWeightsCommand(), new AblationCommand());
  }
}
