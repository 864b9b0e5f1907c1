package io.fieldgate.audit;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Keyed, erasable references of the persons an event is about: day tags under one link bucket.
/// @param linkKey tenant slot and minute of death of the bucket whose key made the tags, as `t07-202602101600`
/// @param tags base64url of 16 bytes each, 22 characters
public record SubjectTags(String linkKey, List<String> tags) implements LeafWriter.Part {
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    public SubjectTags {
        LeafText.declaredName("subj.lk", linkKey);
        tags = List.copyOf(tags);
        for (String tag : tags) {
            if (LeafText.base64urlOrNone("subj.tags", tag, 16).isEmpty()) {
                throw new IllegalArgumentException("A subject tag is not empty.");
            }
        }
    }

    public static SubjectTags of(String linkKey, List<byte[]> tags) {
        List<String> texts = new ArrayList<>(tags.size());
        for (byte[] tag : tags) {
            texts.add(TEXT.encodeToString(tag));
        }
        return new SubjectTags(linkKey, texts);
    }

    @Override
    public void write(LeafWriter leaf) {
        leaf.text("lk", linkKey).list("tags", tags, leaf::item);
    }
}
