#!/usr/bin/env python3
"""Medians and same-pass ratios of one or more result files of bench.py, as Markdown: report.py [--skip N] FILE...

A pass is one walk over all contenders at one connection count. A ratio is base's CPU per request over own, taken inside
a pass only, so higher is better. --skip 1 (the default) leaves out the first pass at each connection count of each
start for every contender, because JVMs still compile in it; nothing else is left out."""
import argparse, json, statistics

a = argparse.ArgumentParser()
a.add_argument("--skip", type=int, default=1)
a.add_argument("--base", default="nginx-pass,nginx-lua-job,scg-job,vertx-pass")
a.add_argument("files", nargs="+")
o = a.parse_args()
rows = []
for f in o.files:
    for x in json.load(open(f)):
        if x["round"] >= o.skip:
            x["pass"] = (f, x["conns"], x["round"])
            rows.append(x)
if not rows:
    raise SystemExit("no run is left after the skipped passes")
by = {(x["pass"], x["name"]): x for x in rows}
names = list(dict.fromkeys(x["name"] for x in rows))
prefix = "tls-" if all(n.startswith("tls-") for n in names if n != "direct") else ""
bases = [prefix + b for b in o.base.split(",") if prefix + b in names]


def ratios(name, base, conns):
    out = [by[p, base]["cpu_us"] / x["cpu_us"] for (p, n), x in by.items()
           if n == name and p[1] == conns and (p, base) in by and x.get("cpu_us") and by[p, base].get("cpu_us")]
    return f"{statistics.median(out):.2f} ({min(out):.2f}-{max(out):.2f})" if out else "-"


head = ["contender", "conns", "runs", "CPU µs/req median (min-max)", "req/s", "p50 / p99 ms", "RSS MiB", "errors",
        "foreign CPU s"] + ["vs " + b for b in bases]
print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
for conns in sorted({x["conns"] for x in rows}):
    for name in names:
        xs = [x for x in rows if x["name"] == name and x["conns"] == conns]
        if not xs:
            continue
        v = lambda k: [x.get(k, 0) for x in xs]
        c, md = v("cpu_us"), statistics.median
        print("| " + " | ".join([
            name, str(conns), str(len(xs)), f"{md(c):.1f} ({min(c):.1f}-{max(c):.1f})" if any(c) else "-",
            f"{md(v('rps')):,.0f}", f"{md(v('p50')):.2f} / {md(v('p99')):.2f}", f"{md(v('rss')):.0f}",
            str(sum(v("errors"))), f"{md(v('foreign')):.1f} (max {max(v('foreign')):.1f})",
            *[ratios(name, b, conns) for b in bases]]) + " |")
