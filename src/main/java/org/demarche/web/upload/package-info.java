/** Forms that carry a file ({@code multipart/form-data}), read strictly and within bounds. */
package org.demarche.web.upload;
