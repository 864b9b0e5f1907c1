package io.fieldgate.policy.register;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `campaigns.yaml`, bound: the emergencies and their ends.
public record Campaigns(String file, Map<String, CampaignBlock> byName) {

    public Campaigns {
        byName = new LinkedHashMap<>(byName);
    }

    public record CampaignBlock(
            Located<String> name,
            Optional<Located<LocalDate>> declared,
            Located<String> org,
            List<Located<String>> authorised,
            Optional<Located<LocalDate>> endsAtLatest) {
        public CampaignBlock {
            authorised = List.copyOf(authorised);
        }
    }

    public Optional<CampaignBlock> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
