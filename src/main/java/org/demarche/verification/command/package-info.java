/** The offline verifier's command line, and its reports for people and for programs. */
package org.demarche.verification.command;
