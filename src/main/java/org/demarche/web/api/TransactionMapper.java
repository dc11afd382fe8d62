package org.demarche.web.api;

import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * For a commit that did not come back: the runtime has a mapper of its own for that, nearer than {@link ApiMapper}, which
 * answers as if the fault were ours.
 */
@Provider
public class TransactionMapper implements ExceptionMapper<TransactionalException> {
    @Override
    public Response toResponse(TransactionalException failure) {
        return ApiMapper.answer(failure);
    }
}
