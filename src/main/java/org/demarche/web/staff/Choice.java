package org.demarche.web.staff;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.moderation.Deciding.Seen;
import org.demarche.moderation.Reason;
import org.demarche.signature.Ruling;

/** What a moderator chose in a form: {@code STRIKE_OUT:PROGRAM}. */
record Choice(Ruling ruling, String reason) {
    static Optional<Choice> of(String sent) {
        String[] parts = sent == null ? new String[0] : sent.split(":", 2);
        return Arrays.stream(Ruling.values())
                .filter(ruling -> parts.length == 2 && ruling.name().equals(parts[0]) && Reason.isCode(parts[1]))
                .findFirst()
                .map(ruling -> new Choice(ruling, parts[1]));
    }

    /** The ticked signatures as the page showed them: {@code 850:2}, a number and that of its latest decision. */
    static List<Seen> ticked(Map<String, String[]> sent) {
        return Arrays.stream(sent.getOrDefault("one", new String[0]))
                .filter(one -> one.matches("[1-9][0-9]{0,17}:[0-9]{1,9}"))
                .map(one -> one.split(":"))
                .map(one -> new Seen(Long.parseLong(one[0]), Integer.parseInt(one[1])))
                .toList();
    }
}
