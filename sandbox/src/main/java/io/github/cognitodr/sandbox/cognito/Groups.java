package io.github.cognitodr.sandbox.cognito;

import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** The groups of one pool by name, and who is in them by {@code sub}. Thread-safe. */
final class Groups {

    private record Entry(Group group, NavigableSet<String> members) {}

    private final NavigableMap<String, Entry> entries = new ConcurrentSkipListMap<>();

    void add(Group group) {
        Entry same = entries.putIfAbsent(group.name(), new Entry(group, new ConcurrentSkipListSet<>()));
        if (same != null) {
            throw AwsError.of("GroupExistsException", "A group with the name already exists.");
        }
    }

    List<Group> all() {
        return entries.values().stream().map(Entry::group).toList();
    }

    List<Group> of(String sub) {
        return entries.values().stream()
                .filter(entry -> entry.members().contains(sub))
                .map(Entry::group)
                .toList();
    }

    /** Who is in a group: a live view. */
    NavigableSet<String> members(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw AwsError.of("ResourceNotFoundException", "Group not found.");
        }
        return entry.members();
    }

    /** A user who is gone is in no group, nor is another of the same name. */
    void forget(String sub) {
        entries.values().forEach(entry -> entry.members().remove(sub));
    }
}
