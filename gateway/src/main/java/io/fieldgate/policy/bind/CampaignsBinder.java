package io.fieldgate.policy.bind;

import io.fieldgate.policy.bind.PolicyKeys.Block;
import io.fieldgate.policy.register.Campaigns;
import io.fieldgate.policy.register.Campaigns.CampaignBlock;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.Node;
import io.fieldgate.policy.source.YamlSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Binds `campaigns.yaml`.
public final class CampaignsBinder {
    private final YamlSource.Parsed parsed;
    private final Diagnostics out;

    public CampaignsBinder(YamlSource.Parsed parsed, Diagnostics out) {
        this.parsed = parsed;
        this.out = out;
    }

    public Campaigns bind() {
        BlockReader file =
                new BlockReader(parsed.root(), Block.CAMPAIGNS, parsed.root().span(), out);
        Map<String, CampaignBlock> campaigns = new LinkedHashMap<>();
        for (Node.Member member : file.members("campaigns")) {
            Located<String> name = file.nameOf(member.key(), "campaigns");
            Optional<BlockReader> block =
                    file.blockOf(member.value(), Block.CAMPAIGN, member.key().span(), name.value(), Set.of());
            if (!name.isUnread() && block.isPresent()) {
                campaigns.put(name.value(), campaign(name, block.get()));
            }
        }
        return new Campaigns(parsed.text().file(), campaigns);
    }

    private static CampaignBlock campaign(Located<String> name, BlockReader block) {
        block.text("title");
        Optional<BlockReader> by = block.block("by", Block.DECLARED_BY);
        by.ifPresent(declared -> declared.duty("order", BlockReader.Duty.REFERENCE));
        Located<String> org = by.map(declared -> declared.name("org")).orElseGet(() -> Located.unread(name.span()));
        return new CampaignBlock(
                name, block.day("declared"), org, block.names("authorised"), block.day("ends-at-latest"));
    }
}
