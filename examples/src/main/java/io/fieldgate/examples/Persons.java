package io.fieldgate.examples;

import java.util.List;

/// The synthetic persons of the demo: sample numbers of GB 11643 and numbers computed like them. Nobody has them.
public record Persons(String idNo, String name, String mobile, String temperature, String address) {

    public static final Persons FIRST =
            new Persons("11010519491231002X", "王某某", "13800138000", "36.5", "北京市东城区示例街道1号2单元");
    public static final Persons SECOND = new Persons("110101199003071233", "欧阳某", "13900139000", "38.1", "北京市朝阳区示例路9号");
    public static final Persons THIRD = new Persons("420106198511081235", "李某", "13700137000", "36.8", "武汉市武昌区示例大道3号");

    public static List<Persons> all() {
        return List.of(FIRST, SECOND, THIRD);
    }

    /// A health declaration as the app's page sends it.
    public String declaration() {
        return """
                {"person":{"name":"%s","idNo":"%s","mobile":"%s","address":"%s"},\
                "health":{"temperature":%s},"trips":[{"city":"4201"},{"city":"4403"}]}""".formatted(name, idNo, mobile, address, temperature);
    }
}
