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
            Spot<String> name,
            Optional<Spot<LocalDate>> declared,
            Spot<String> org,
            List<Spot<String>> authorised,
            Optional<Spot<LocalDate>> endsAtLatest) {
        public CampaignBlock {
            authorised = List.copyOf(authorised);
        }
    }

    public Optional<CampaignBlock> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
