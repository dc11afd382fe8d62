/**
 * Rules that flag signatures which came together from one network or one mail domain: data that staff make, try on the
 * past and switch on. A flag never refuses; a person decides.
 */
package org.demarche.moderation.rules;
