package dev.marquee.evaluation.report;

import dev.marquee.evaluation.protocol.Evolution;
import dev.marquee.evaluation.protocol.UserFigures;
import java.util.List;
import java.util.Map;

/**
 * What was measured of one model, by user.
 *
 * @param model its name, each once
 * @param settings what it was run with, in words
 * @param trainSeconds seconds that training took, choosing settings included
 * @param full its figures by full ranking
 * @param sampled its figures by the sampled protocol, or null
 * @param evolution its figures while histories grow, may be empty
 */
public record ModelRun(
    String model,
    Map<String, String> settings,
    double trainSeconds,
    UserFigures full,
    UserFigures sampled,
    List<Evolution.Step> evolution) {}
