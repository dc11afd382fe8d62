/**
 * Reads what a stranger handed over: ZIP, JSON, lines and CSV, strictly and in bounded memory. Whatever the format does
 * not use is refused rather than skipped, and every refusal is a {@link org.demarche.verification.input.Defect}.
 */
package org.demarche.verification.input;
