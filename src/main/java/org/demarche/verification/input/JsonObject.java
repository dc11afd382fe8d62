package org.demarche.verification.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A JSON object whose members are asked for by name and type; each refusal says which member it was. */
public final class JsonObject {

    private final String path;
    private final Map<?, ?> members;

    private JsonObject(String path, Object value) throws Defect {
        if (!(value instanceof Map<?, ?> map)) {
            throw new Defect((path.isEmpty() ? "the JSON" : path) + " is not an object");
        }
        this.path = path.isEmpty() ? "" : path + ".";
        this.members = map;
    }

    /** {@return the object that the bytes are the canonical form of} */
    public static JsonObject read(byte[] bytes) throws Defect {
        return new JsonObject("", CanonicalJson.read(bytes));
    }

    /** Refuses the object unless these are its members, no fewer and no more. {@return this} */
    public JsonObject only(String... names) throws Defect {
        for (String name : names) {
            if (!members.containsKey(name)) {
                throw new Defect(path + name + " is missing");
            }
        }
        if (members.size() > names.length) {
            Set<Object> unknown = new TreeSet<>(members.keySet());
            unknown.removeAll(Set.of(names));
            throw new Defect(path + unknown.iterator().next() + " is not part of the format");
        }
        return this;
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        members.keySet().forEach(name -> names.add((String) name));
        return names;
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public boolean isNull(String name) {
        return members.containsKey(name) && members.get(name) == null;
    }

    public boolean isText(String name) {
        return members.get(name) instanceof String;
    }

    public String text(String name) throws Defect {
        if (members.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new Defect(path + name + " is not a text");
    }

    /** {@return an integer, zero or more} */
    public long count(String name) throws Defect {
        return count(path + name, members.get(name));
    }

    public boolean flag(String name) throws Defect {
        if (members.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw new Defect(path + name + " is neither true nor false");
    }

    public JsonObject object(String name) throws Defect {
        return new JsonObject(path + name, members.get(name));
    }

    public List<JsonObject> objects(String name) throws Defect {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : list(name)) {
            objects.add(new JsonObject(path + name + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    public List<Long> counts(String name) throws Defect {
        List<Long> counts = new ArrayList<>();
        for (Object element : list(name)) {
            counts.add(count(path + name, element));
        }
        return counts;
    }

    public List<String> texts(String name) throws Defect {
        List<String> texts = new ArrayList<>();
        for (Object element : list(name)) {
            if (!(element instanceof String text)) {
                throw new Defect(path + name + " is not a list of texts");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    private List<?> list(String name) throws Defect {
        if (members.get(name) instanceof List<?> list) {
            return list;
        }
        throw new Defect(path + name + " is not a list");
    }

    private static long count(String place, Object value) throws Defect {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        throw new Defect(place + " is not a whole number from 0 on");
    }
}
