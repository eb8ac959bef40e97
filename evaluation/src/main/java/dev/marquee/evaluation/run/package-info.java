/** Whole evaluations: trains what is judged, judges it and writes the reports. */
package dev.marquee.evaluation.run;
