/** Resources for programs: what the public pages say, and their form, as JSON. */
package org.demarche.web.api;
