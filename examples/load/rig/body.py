#!/usr/bin/env python3
"""Writes the load into a folder: body.json (a health self-declaration of 1,208 bytes, 22 top-level fields, made-up
person) and post.lua (the wrk script that posts it). FIELDGATE_TOKEN, if set, is sent as the bearer token."""
import json, os, pathlib, sys

DOCUMENT = {
    "formId": "hd-entry-2020", "formVersion": 3,
    "name": "张伟强", "residentId": "110101199003078515", "mobile": "13812345678",
    "gender": "M", "birthDate": "1990-03-07", "nationality": "CN",
    "deviceFingerprint": {"imei": "866412036748210", "mac": "02:00:5e:10:00:42", "os": "Android 10", "model": "V1938CT"},
    "address": {"province": "江西省", "city": "南昌市", "district": "红谷滩区",
                "street": "丰和中大道1198号", "detail": "绿地中央广场A座1803室", "postcode": "330038"},
    "gps": {"lat": 28.68215, "lng": 115.85794, "accuracy": 12.5},
    "symptoms": ["发热", "干咳", "乏力"],
    "travelHistory": [
        {"place": "湖北省武汉市", "from": "2020-01-12", "to": "2020-01-18", "by": "G1466"},
        {"place": "江西省九江市", "from": "2020-01-18", "to": "2020-01-21", "by": "car"},
        {"place": "江西省南昌市", "from": "2020-01-21", "to": "2020-02-21", "by": "car"}],
    "wifiSsid": "ChinaNet-7F2A", "temperature": 36.7, "contactWithPatient": False,
    "emergencyContact": {"name": "李秀英", "mobile": "13987654321"},
    "installedApps": ["com.example.pay", "com.example.chat", "com.example.map", "com.example.video"],
    "consent": True, "submittedAt": "2020-02-21T08:15:30+08:00",
    "adId": "38400000-8cf0-11bd-b23e-10b96e40000d",
    "referrer": "https://mini.example.cn/scan?gate=17&from=poster",
}


def write(folder, token=""):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    assert len(DOCUMENT) == 22
    body = json.dumps(DOCUMENT, ensure_ascii=False, separators=(",", ":"))
    (folder / "body.json").write_text(body, encoding="utf-8")
    bearer = f'wrk.headers["Authorization"] = "Bearer {token}"\n' if token else ""
    (folder / "post.lua").write_text(
        'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n' + bearer
        + 'wrk.body = [==[' + body + ']==]\n', encoding="utf-8")
    return len(body.encode())


if __name__ == "__main__":
    print(write(sys.argv[1], os.environ.get("FIELDGATE_TOKEN", "")), "bytes,", len(DOCUMENT), "top-level fields")
