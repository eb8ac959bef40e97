/**
 * The ranking core: from a snapshot, a user's ratings and a request to a ranked, filtered,
 * diversified and explained list. Pure functions of their arguments; knows neither HTTP nor files.
 */
package dev.marquee.serving.recommend;
