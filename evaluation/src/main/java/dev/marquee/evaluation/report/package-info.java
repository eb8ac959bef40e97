/** Results as records, and the files and tables that are written from them. */
package dev.marquee.evaluation.report;
