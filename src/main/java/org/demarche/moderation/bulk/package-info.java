/** Decisions about many signatures at once: counted first, made by a job that can be stopped, and taken back as a whole. */
package org.demarche.moderation.bulk;
