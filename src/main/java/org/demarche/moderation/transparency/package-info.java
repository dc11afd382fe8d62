/** What everybody may know of how staff decide. */
package org.demarche.moderation.transparency;
