package dev.marquee.jobs.sample;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A kind of film-goer: what it loves (weight 1 falling to 0.55 in the order of the list), what it
 * avoids (weight -0.6), how much it follows fame, and the year around which its favourite films
 * were made. Every viewer is a mixture of these.
 */
enum Archetype {
  SPACE_AND_SCIENCE(
      "Sci-Fi|space|aliens|robots|artificial intelligence|time travel|cyberpunk|dystopia|star wars",
      "Musical|Romance|costume drama",
      5.2,
      1998),
  ARTHOUSE(
      "Drama|slow burn|minimalist|atmospheric|surreal|loneliness|memory|religion|korean|french",
      "Action|superhero|slapstick|Children",
      2.4,
      1985),
  FAMILY_ANIMATION(
      "Children|Animation|disney|pixar|talking animals|studio ghibli|fairy tale|magic|feel-good",
      "Horror|violent|gore|serial killer",
      5.4,
      2000),
  CRIME_AND_NOIR(
      "Crime|Film-Noir|neo-noir|gangster|detective|heist|mafia|police|femme fatale|undercover",
      "Children|Fantasy|fairy tale",
      4.8,
      1985),
  ROMANTIC_COMEDY(
      "Romance|romantic comedy|Comedy|love triangle|wedding|paris|new york|costume drama|feel-good",
      "Horror|gore|War|aliens",
      5.2,
      1997),
  HORROR(
      "Horror|slasher|gore|zombies|vampires|body horror|demonic possession|ghosts|monster|cult film",
      "Romance|Musical|Children|feel-good",
      4.2,
      1988),
  CLASSICS(
      "black and white|silent|screwball|Western|noir|western frontier|alfred hitchcock|epic|samurai",
      "superhero|gore|comic book|quirky",
      2.8,
      1952),
  BLOCKBUSTERS(
      "Action|superhero|Adventure|comic book|marvel|batman|james bond|epic|cars|visually stunning",
      "slow burn|black and white|Documentary|minimalist",
      7.0,
      2006),
  FANTASY_QUESTS(
      "Fantasy|quest|wizard|magic|sword fight|lord of the rings|harry potter|dragons|mythology",
      "Crime|gangster|Documentary",
      5.6,
      2002),
  WAR_AND_HISTORY(
      "War|world war ii|based on a true story|biography|epic|holocaust|vietnam war|political",
      "Fantasy|slapstick|superhero",
      4.6,
      1988),
  QUIRKY_COMEDY(
      "Comedy|quirky|black comedy|satire|british humour|parody|cult film|wes anderson|joel coen",
      "War|epic|tearjerker",
      4.2,
      1994),
  PUZZLES_AND_THRILLS(
      "Thriller|Mystery|twist ending|psychological|suspenseful|nonlinear|serial killer|whodunit",
      "Musical|Children|feel-good",
      5.4,
      2001);

  private static final double WEAKEST_LOVE = 0.55;
  private static final double AVERSION = -0.6;

  private final Map<String, Double> leanings = new LinkedHashMap<>();
  private final double fameExponent;
  private final int centralYear;

  Archetype(String loves, String avoids, double fameExponent, int centralYear) {
    String[] loved = loves.split("\\|");
    for (int i = 0; i < loved.length; i++) {
      leanings.put(loved[i], 1 - (1 - WEAKEST_LOVE) * i / (loved.length - 1));
    }
    for (String avoided : avoids.split("\\|")) {
      leanings.put(avoided, AVERSION);
    }
    this.fameExponent = fameExponent;
    this.centralYear = centralYear;
  }

  /** Genres and tags with their weights, positive for what is loved. */
  Map<String, Double> leanings() {
    return leanings;
  }

  /** Exponent of fame in the choice of films: 0 ignores fame. */
  double fameExponent() {
    return fameExponent;
  }

  /** The year of release that suits best. */
  int centralYear() {
    return centralYear;
  }
}
