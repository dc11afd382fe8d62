/** How an edition is compiled: a job that may be interrupted freezes it, writes what belongs to it and seals it. */
package org.demarche.submission.compile;
