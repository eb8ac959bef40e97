/** How well and how much each movie is liked, from ratings alone. */
package dev.marquee.jobs.popularity;
