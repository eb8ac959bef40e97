/** TF-IDF vectors of the movies' texts, and the fitted pipeline that made them. */
package dev.marquee.jobs.tfidf;
