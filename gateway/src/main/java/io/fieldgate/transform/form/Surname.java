package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import io.fieldgate.transform.check.TextCheck;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Surname and two stars, however long the given name: `欧阳**`, `王**`.
/// A transcribed name (with `·`) or one that does not begin with a Han character shows its first letter only:
/// which part is the family's cannot be told.
final class Surname {

    private static final Set<String> COMPOUND = Set.of(
            "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政",
            "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马",
            "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭", "南门", "羊舌",
            "微生", "梁丘", "左丘", "东门", "西门", "第五", "完颜", "纳兰", "耶律");

    static final Primitive KIND =
            new Primitive("cn-surname", Effect.MASK, "欧阳小明", List.of(TextNormalization.KIND), Surname::shorten);

    private Surname() {}

    private static Outcome shorten(Value value, @Nullable FormContext context) {
        if (!(value instanceof Value.Text text) || text.text().isEmpty()) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        String name = text.text();
        int first = name.offsetByCodePoints(0, 1);
        boolean compound = name.length() > 2 && name.indexOf('·') < 0 && COMPOUND.contains(name.substring(0, 2));
        return TextCheck.fit(name.substring(0, compound ? 2 : first) + "**");
    }
}
