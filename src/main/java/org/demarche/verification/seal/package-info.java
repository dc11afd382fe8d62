/**
 * The seal: one XAdES-BASELINE-B or -T signature (ETSI EN 319 132-1) in an ASiC-E container (ETSI EN 319 162-1). Its file is
 * read as an exact form with blanks rather than as any XML that says the same, so that no byte of it is free; only then
 * is it given to the XML signature implementation of the JDK.
 */
package org.demarche.verification.seal;
