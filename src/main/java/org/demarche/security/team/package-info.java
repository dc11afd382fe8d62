/** Who is on the staff: asking people in, what each is trusted with, and leaving. */
package org.demarche.security.team;
