package dev.marquee.evaluation.run;

import dev.marquee.data.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One form of the NCF model.
 *
 * @param name as users write it
 * @param label as tables show it
 * @param settings key=value pairs over the configuration in force
 */
public record AblationVariant(String name, String label, List<String> settings) {
  /** The variant that others are compared with: the configuration in force as it is. */
  public static final String FULL = "full";

  /** The parts in the order in which they are added, each with what leaves it out. */
  private static final Map<String, List<String>> PARTS = parts();

  /** From NeuMF as published, part by part, to the full model; then the full model with changes. */
  public static final List<AblationVariant> STANDARD = standard();

  /** Takes a copy of the settings. */
  public AblationVariant {
    settings = List.copyOf(settings);
  }

  /**
   * Variants by their names, in the order of {@link #STANDARD}; all of them for no names.
   *
   * @throws UserError if there is none of a name
   */
  public static List<AblationVariant> named(List<String> names) {
    List<String> known = STANDARD.stream().map(AblationVariant::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UserError("'%s' is no variant, expected some of %s".formatted(name, known));
      }
    }
    return STANDARD.stream()
        .filter(variant -> names.isEmpty() || names.contains(variant.name()))
        .toList();
  }

  private static Map<String, List<String>> parts() {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    parts.put("history", List.of("ncf.history=false"));
    parts.put("content", List.of("ncf.content=false"));
    parts.put("softmax", List.of("ncf.loss=log-loss"));
    parts.put(
        "regularisation",
        List.of(
            "ncf.decay=0",
            "ncf.weightDecay=0",
            "ncf.dropout=0",
            "ncf.inputDropout=0",
            "ncf.finalInputDropout=0"));
    parts.put("linear", List.of("ncf.linear=false"));
    return parts;
  }

  private static List<AblationVariant> standard() {
    List<String> published =
        List.of("ncf.userIds=true", "ncf.mlp=on", "ncf.residual=false", "ncf.heads=0");
    List<AblationVariant> variants = new ArrayList<>();
    List<String> names = List.copyOf(PARTS.keySet());
    for (int added = 0; added <= names.size(); added++) {
      List<String> settings = new ArrayList<>(published);
      names.subList(added, names.size()).forEach(part -> settings.addAll(PARTS.get(part)));
      variants.add(
          added == 0
              ? new AblationVariant("neumf", "NeuMF as published", settings)
              : new AblationVariant(names.get(added - 1), "+ " + names.get(added - 1), settings));
    }
    variants.add(new AblationVariant(FULL, "full model", List.of()));
    variants.add(changed("user-ids", "+ user ids", "ncf.userIds=true"));
    variants.add(changed("attention", "+ attention", "ncf.heads=4"));
    variants.add(changed("residual", "+ residual MLP", "ncf.mlp=on", "ncf.residual=true"));
    variants.add(changed("no-mlp", "- MLP", "ncf.mlp=off"));
    variants.add(changed("no-linear", "- linear", "ncf.linear=false"));
    variants.add(changed("no-content", "- content", "ncf.content=false"));
    variants.add(changed("next", ", objective next", "ncf.objectives=[next]"));
    variants.add(changed("reconstruct", ", objective reconstruct", "ncf.objectives=[reconstruct]"));
    variants.add(changed("mixture", ", objective mixture", "ncf.objectives=[mixture]"));
    variants.add(changed("movie-ids", ", movie id dropout", "ncf.movieIdDropout=0.2"));
    variants.add(changed("explicit", ", explicit feedback", "ncf.feedback=explicit"));
    return List.copyOf(variants);
  }

  private static AblationVariant changed(String name, String change, String... settings) {
    String label = change.startsWith(",") ? FULL + change : FULL + " " + change;
    return new AblationVariant(name, label, List.of(settings));
  }
}
