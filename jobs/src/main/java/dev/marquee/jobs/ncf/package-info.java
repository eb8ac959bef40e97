/**
 * Neural collaborative filtering (NeuMF, He et al. 2017) with DJL: the model's blocks, its training
 * inside a Spark task, its checkpoint and its scores over the whole catalogue.
 */
package dev.marquee.jobs.ncf;
