package org.demarche.moderation.table;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureState;

/** Finds signatures by a filter: a page at a time, in an order that never changes, without counting or skipping any. */
@ApplicationScoped
public class SignatureTable {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected SignatureTable() {}

    public SignatureTable(EntityManager database) {
        this.database = database;
    }

    /** Which way a page is turned. */
    public enum Turn {
        /** To what comes after a place. */
        ON,
        /** To what comes before a place. */
        BACK
    }

    /**
     * The places of a page, in order.
     *
     * @param places at most as many as were asked for
     * @param more whether there are others beyond, the way the page was turned
     */
    public record Places(List<Place> places, boolean more) {
        public Places {
            places = List.copyOf(places);
        }
    }

    /**
     * A page of what matches, newest first; of those who wait for a review, the one that waits longest first.
     *
     * @param beyond where to go on; empty for the beginning, and the end where pages are turned back
     */
    public Places page(long petitionId, Filter filter, Optional<Place> beyond, Turn turn, int most) {
        boolean backwards = turn == Turn.BACK;
        List<String> flags = flags(petitionId, filter);
        if (filter.flag().isPresent() && flags.isEmpty()) {
            return new Places(List.of(), false);
        }
        Ranges ranges = new Ranges(petitionId, filter, languages(petitionId), flags);
        String query = filter.asked().orElse(false)
                ? ranges.waiting(beyond.orElse(null), backwards, most + 1)
                : ranges.page(beyond.orElse(null), backwards, most + 1);
        List<Place> found = new ArrayList<>();
        for (Object row : query(query, ranges.parameters()).getResultList()) {
            Object[] columns = (Object[]) row;
            found.add(new Place(instant(columns[0]), ((Number) columns[1]).longValue()));
        }
        boolean more = found.size() > most;
        List<Place> places = new ArrayList<>(more ? found.subList(0, most) : found);
        if (backwards) {
            Collections.reverse(places);
        }
        return new Places(places, more);
    }

    /**
     * Lists the signatures that match as those of a decision about many.
     *
     * @param states that they can be in
     * @return how many they are
     */
    public long list(long petitionId, Filter filter, Set<SignatureState> states, long bulkId) {
        List<String> flags = flags(petitionId, filter);
        if (filter.flag().isPresent() && flags.isEmpty()) {
            return 0;
        }
        Ranges ranges = new Ranges(petitionId, filter, List.of(), flags);
        String all = ranges.all(states);
        List<Object> parameters = new ArrayList<>(ranges.parameters());
        parameters.add(bulkId);
        return query(
                        "insert into bulk_item (petition_id, bulk_id, signature_id) select ?1, cast(?"
                                + parameters.size() + " as bigint), x.id from (" + all + ") x",
                        parameters)
                .executeUpdate();
    }

    /** Signatures by number, in the order given. */
    public List<Signature> load(long petitionId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, Signature> loaded = database.createQuery(
                        "select s from Signature s where s.petitionId = :petition and s.id in :ids", Signature.class)
                .setParameter("petition", petitionId)
                .setParameter("ids", List.copyOf(ids))
                .getResultStream()
                .collect(Collectors.toMap(Signature::id, Function.identity()));
        return ids.stream().map(loaded::get).filter(Objects::nonNull).toList();
    }

    private List<String> languages(long petitionId) {
        List<?> found = database.createNativeQuery("select distinct language from letter where petition_id = ?1")
                .setParameter(1, petitionId)
                .getResultList();
        return found.stream().map(String.class::cast).toList();
    }

    /** The sets of flags, as they are kept, that have the one filtered by: found by a step in the index for each set. */
    private List<String> flags(long petitionId, Filter filter) {
        List<String> sets = new ArrayList<>();
        if (filter.flag().isPresent()) {
            String wanted = filter.flag().get().name();
            for (String set = next(petitionId, ""); set != null; set = next(petitionId, set)) {
                if (Arrays.asList(set.split(" ")).contains(wanted)) {
                    sets.add(set);
                }
            }
        }
        return sets;
    }

    private String next(long petitionId, String set) {
        return (String)
                database.createNativeQuery("select min(flags) from signature where petition_id = ?1 and flags > ?2")
                        .setParameter(1, petitionId)
                        .setParameter(2, set)
                        .getSingleResult();
    }

    private Query query(String sql, List<Object> parameters) {
        Query query = database.createNativeQuery(sql);
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query;
    }

    // The one database hands out the one type, the other the other.
    private static Instant instant(Object time) {
        return time instanceof Timestamp timestamp ? timestamp.toInstant() : ((OffsetDateTime) time).toInstant();
    }
}
