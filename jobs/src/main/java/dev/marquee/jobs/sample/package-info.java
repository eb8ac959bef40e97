/**
 * The demo data in {@code data/sample}: a hand-written film catalogue and the ratings and tags of a
 * simulated audience. {@link dev.marquee.jobs.sample.SampleData} is the way in.
 *
 * <p>The data's path: {@code Catalogue} reads the films, {@code FilmSpace} places them in a space
 * of genres, tags and hidden traits, {@code Viewer} draws a person's taste and habits, {@code
 * ViewingSimulation} lets that person watch and rate, {@code Tagging} lets the audience label what
 * it saw, {@code SampleFiles} writes the CSV files.
 */
package dev.marquee.jobs.sample;
