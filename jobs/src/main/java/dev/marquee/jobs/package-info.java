/** The nightly Spark jobs. One package a stage; stages meet only through tables. */
package dev.marquee.jobs;
