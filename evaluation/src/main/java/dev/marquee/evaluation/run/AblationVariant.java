package dev.marquee.evaluation.run;

import dev.marquee.data.UserError;
import java.util.ArrayList;
import java.util.List;

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

  /** Each step of the way up has those settings left that later steps take away. */
  private static List<AblationVariant> standard() {
    List<String> bare = new ArrayList<>();
    bare.add("ncf.userIds=true");
    bare.add("ncf.mlp=on");
    bare.add("ncf.residual=false");
    bare.add("ncf.heads=0");
    bare.add("ncf.history=false");
    bare.add("ncf.content=false");
    bare.add("ncf.loss=log-loss");
    bare.add("ncf.decay=0");
    bare.add("ncf.linear=false");
    List<AblationVariant> variants = new ArrayList<>();
    variants.add(new AblationVariant("neumf", "NeuMF as published", bare));
    List<String> steps = List.of("history", "content", "loss", "decay", "linear");
    List<String> names = List.of("history", "content", "softmax", "regularisation", "linear");
    for (int step = 0; step < steps.size(); step++) {
      String key = "ncf." + steps.get(step) + "=";
      bare.removeIf(setting -> setting.startsWith(key));
      String name = names.get(step);
      variants.add(new AblationVariant(name, "+ " + name, bare));
    }
    variants.add(new AblationVariant(FULL, "full model", List.of()));
    variants.add(new AblationVariant("attention", "full + attention", List.of("ncf.heads=4")));
    variants.add(
        new AblationVariant(
            "residual", "full + residual MLP", List.of("ncf.mlp=on", "ncf.residual=true")));
    variants.add(new AblationVariant("no-mlp", "full - MLP", List.of("ncf.mlp=off")));
    variants.add(new AblationVariant("no-linear", "full - linear", List.of("ncf.linear=false")));
    variants.add(
        new AblationVariant("next", "full, objective next", List.of("ncf.objectives=[next]")));
    variants.add(
        new AblationVariant(
            "reconstruct", "full, objective reconstruct", List.of("ncf.objectives=[reconstruct]")));
    return List.copyOf(variants);
  }
}
