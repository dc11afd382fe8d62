package org.demarche.config;

import java.util.List;

/** A node that is the only one. */
public final class OneNode extends Nodes {
    @Override
    public List<Long> others() {
        return List.of();
    }
}
