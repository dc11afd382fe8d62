/** What addresses and networks are compared by: keyed marks that name neither. */
package org.demarche.signature.marks;
