package org.demarche.petition;

/** Petitions for tests. */
public final class TestPetitions {
    private TestPetitions() {}

    /** The shipped appeal, as its definition has it: id 0, text version 0. */
    public static Petition shipped() {
        return Definition.read(file -> TestPetitions.class.getResourceAsStream("/petitions/azimjan-askarov/" + file));
    }
}
