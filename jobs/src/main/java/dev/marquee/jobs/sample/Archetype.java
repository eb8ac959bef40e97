package dev.marquee.jobs.sample;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of film-goer. Every viewer is a mixture of {@link #ALL}.
 *
 * @param name what such people are after
 * @param leanings genres and tags with their weights: 1 falling to 0.55 for what is loved, in the
 *     order of the list, and -0.6 for what is avoided
 * @param fameExponent exponent of fame in the choice of films: 0 ignores fame
 * @param centralYear the year of release that suits best
 */
record Archetype(String name, Map<String, Double> leanings, double fameExponent, int centralYear) {

  private static final double WEAKEST_LOVE = 0.55;
  private static final double AVERSION = -0.6;

  /** The kinds, in the order in which a viewer's shares are drawn. */
  static final List<Archetype> ALL =
      List.of(
          of(
              "space and science",
              "Sci-Fi, space, aliens, robots, artificial intelligence, time travel, "
                  + "cyberpunk, dystopia, star wars",
              "Musical, Romance, costume drama",
              5.2,
              1998),
          of(
              "arthouse",
              "Drama, slow burn, minimalist, atmospheric, surreal, loneliness, memory, "
                  + "religion, korean, french",
              "Action, superhero, slapstick, Children",
              2.4,
              1985),
          of(
              "family animation",
              "Children, Animation, disney, pixar, talking animals, studio ghibli, "
                  + "fairy tale, magic, feel-good",
              "Horror, violent, gore, serial killer",
              5.4,
              2000),
          of(
              "crime and noir",
              "Crime, Film-Noir, neo-noir, gangster, detective, heist, mafia, police, "
                  + "femme fatale, undercover",
              "Children, Fantasy, fairy tale",
              4.8,
              1985),
          of(
              "romantic comedy",
              "Romance, romantic comedy, Comedy, love triangle, wedding, paris, new york, "
                  + "costume drama, feel-good",
              "Horror, gore, War, aliens",
              5.2,
              1997),
          of(
              "horror",
              "Horror, slasher, gore, zombies, vampires, body horror, demonic possession, "
                  + "ghosts, monster, cult film",
              "Romance, Musical, Children, feel-good",
              4.2,
              1988),
          of(
              "classics",
              "black and white, silent, screwball, Western, noir, western frontier, "
                  + "alfred hitchcock, epic, samurai",
              "superhero, gore, comic book, quirky",
              2.8,
              1952),
          of(
              "blockbusters",
              "Action, superhero, Adventure, comic book, marvel, batman, james bond, epic, "
                  + "cars, visually stunning",
              "slow burn, black and white, Documentary, minimalist",
              7.0,
              2006),
          of(
              "fantasy quests",
              "Fantasy, quest, wizard, magic, sword fight, lord of the rings, "
                  + "harry potter, dragons, mythology",
              "Crime, gangster, Documentary",
              5.6,
              2002),
          of(
              "war and history",
              "War, world war ii, based on a true story, biography, epic, holocaust, "
                  + "vietnam war, political",
              "Fantasy, slapstick, superhero",
              4.6,
              1988),
          of(
              "quirky comedy",
              "Comedy, quirky, black comedy, satire, british humour, parody, cult film, "
                  + "wes anderson, joel coen",
              "War, epic, tearjerker",
              4.2,
              1994),
          of(
              "puzzles and thrills",
              "Thriller, Mystery, twist ending, psychological, suspenseful, nonlinear, "
                  + "serial killer, whodunit",
              "Musical, Children, feel-good",
              5.4,
              2001));

  private static Archetype of(
      String name, String loves, String avoids, double fameExponent, int centralYear) {
    Map<String, Double> leanings = new LinkedHashMap<>();
    List<String> loved = List.of(loves.split(", "));
    for (int i = 0; i < loved.size(); i++) {
      leanings.put(loved.get(i), 1 - (1 - WEAKEST_LOVE) * i / (loved.size() - 1));
    }
    for (String avoided : List.of(avoids.split(", "))) {
      leanings.put(avoided, AVERSION);
    }
    return new Archetype(name, Collections.unmodifiableMap(leanings), fameExponent, centralYear);
  }
}
