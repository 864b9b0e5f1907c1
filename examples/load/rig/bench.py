#!/usr/bin/env python3
"""Alternating proxy benchmark on two cores: wrk and the upstream on core 0, the proxy under test alone on core 1.

  rig/bench.py --list
  rig/bench.py [--conns 32,128] [--seconds 5] [--rounds 6] [--warm 60] [--out FILE] NAME...

All chosen contenders are started, their forwarded body is checked once, they are warmed up, pinned and then measured
in alternating order, forwards and backwards in turn. Each run records requests/s, p50 and p99 (wrk), errors, CPU
microseconds per request and RSS of the proxy (/proc), how busy each core was, and foreign CPU seconds.
`examples/load/run` builds everything this needs and sets the environment.
"""
import argparse, json, os, pathlib, re, resource, shutil, signal, socket, subprocess, sys, time

HERE = pathlib.Path(__file__).resolve().parent
BASE = HERE.parent
RUN = pathlib.Path(os.environ.get("LOAD_RUN", BASE / "target"))
TICK = os.sysconf("SC_CLK_TCK")
UPSTREAM = 9000
TLS_UPSTREAM = 9001  # in front of it, for contenders that speak TLS to the app
JAVA = os.environ.get("LOAD_JAVA", "java")
HEAP = ["-XX:ActiveProcessorCount=1", "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"]
HOUSE = ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders",
         "-XX:+EnableDynamicAgentLoading", "-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=8"]
BATCH = ["chrt", "--batch", "0"]  # as gateway/bin/fieldgate starts it; everybody else too
PEM = [f"-Dcert={RUN}/cert.pem", f"-Dkey={RUN}/key.pem"]


def house(port, main, *args, options=(), upstream=UPSTREAM):
    """A program on the gateway's own class path."""
    cp = (RUN / "house.classpath").read_text().strip()
    return [*BATCH, JAVA, *HEAP, *HOUSE, f"-Dlogback.configurationFile={HERE}/logback.xml", *options, "-cp", cp, main, str(port), str(upstream), *args]


def gateway(port, name, app="declaration", options=(), upstream=UPSTREAM):
    """The gateway's data plane over a fresh folder: log, state and keyring lie on the disk of the run folder."""
    folder = RUN / "gateway" / name
    shutil.rmtree(folder, ignore_errors=True)
    return house(port, "load.LoadGateway", str(folder), str(BASE / "policies"), app, options=options, upstream=upstream)


def scg(port, kind):
    cp = f"{BASE}/scg/target/classes:" + (BASE / "scg/target/classpath").read_text().strip()
    return [*BATCH, JAVA, *HEAP, f"-Dserver.port={port}", "-Dserver.address=127.0.0.1", "-Dreactor.netty.ioWorkerCount=1",
            f"-Dfilter={kind}", f"-Dupstream={UPSTREAM}", "-Dlogging.level.root=WARN", "-Dspring.main.banner-mode=off",
            "-cp", cp, "load.ScgProxy"]


def nginx(conf):
    folder = RUN / "nginx"
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    built = subprocess.run(["nginx", "-V"], capture_output=True, text=True).stderr
    modules = os.environ.get("NGINX_MODULES") or re.search(r"--modules-path=(\S+)", built)[1]
    text = (BASE / "nginx" / conf).read_text().replace("NGINX_DIR", str(BASE / "nginx")) \
        .replace("MODULE_DIR", modules).replace("RUN_DIR", str(RUN))
    (folder / conf).write_text(text)
    return [*BATCH, "nginx", "-p", f"{folder}/", "-c", str(folder / conf), "-g", "daemon off;"]


# name: port, which check its forwarded body must pass, path, command, factor on the warm-up time
C = {
    "direct": (UPSTREAM, None, "/", None, 0),
    "nginx-pass": (8101, None, "/", lambda p: nginx("pass.conf"), 0),
    "nginx-lua-job": (8102, "peer", "/", lambda p: nginx("lua-job.conf"), 0),
    "vertx-pass": (8201, None, "/", lambda p: house(p, "load.VertxPass"), 1),
    "fieldgate-job": (8801, "fieldgate", "/declaration/declare", lambda p: gateway(p, "job"), 1),
    "fieldgate-unpaced-job": (8802, "fieldgate", "/declaration/declare", lambda p: gateway(p, "unpaced", options=["-Dpace=PT0S"]), 1),
    "fieldgate-rowless-job": (8803, "fieldgate", "/declaration/declare", lambda p: gateway(p, "rowless", options=["-Drowless=true"]), 1),
    "scg-job": (8301, "peer", "/", lambda p: scg(p, "tree"), 2),
    "scg-stream-job": (8302, "peer", "/", lambda p: scg(p, "stream"), 2),
    "tls-nginx-pass": (8111, None, "/", lambda p: nginx("tls-pass.conf"), 0),
    "tls-nginx-lua-job": (8112, "peer", "/", lambda p: nginx("tls-lua-job.conf"), 0),
    "tls-vertx-pass": (8211, None, "/", lambda p: house(p, "load.VertxPass", options=PEM, upstream=TLS_UPSTREAM), 1),
    "tls-fieldgate-job": (8811, "fieldgate", "/declaration/declare", lambda p: gateway(p, "tls", options=PEM, upstream=TLS_UPSTREAM), 1),
}


def url_of(name):
    port, _, path, _, _ = C[name]
    return f"http{'s' if name.startswith('tls-') else ''}://127.0.0.1:{port}{path}"


def wait_port(port, seconds=60):
    end = time.time() + seconds
    while time.time() < end:
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"port {port} did not open; see {RUN}/logs")


def tree(pid):
    out = [pid]
    for t in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for c in (t / "children").read_text().split():
            out += tree(int(c))
    return out


def cpu(pid):
    total = 0
    for p in tree(pid):
        f = pathlib.Path(f"/proc/{p}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(f[11]) + int(f[12])
    return total / TICK


def rss_mib(pid):
    return sum(int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{p}/status").read_text())[1])
               for p in tree(pid)) / 1024


def core_busy():
    rows = {}
    for line in pathlib.Path("/proc/stat").read_text().splitlines():
        m = re.match(r"cpu([01]) (.*)", line)
        if m:
            v = list(map(int, m[2].split()))
            rows[int(m[1])] = (sum(v[:8]), v[3] + v[4])
    return rows


def ms(text):
    m = re.match(r"([\d.]+)(us|ms|s|m)", text)
    return float(m[1]) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[m[2]]


def wrk(url, conns, seconds):
    r = subprocess.run(["taskset", "-c", "0", "wrk", "-t1", f"-c{conns}", f"-d{seconds}s", "--latency",
                        "-s", str(RUN / "post.lua"), url], capture_output=True, text=True)
    m = re.search(r"Requests/sec:\s+([\d.]+)", r.stdout)
    if not m:
        raise SystemExit("wrk failed: " + r.stdout + r.stderr)
    err = sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", r.stdout)))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", r.stdout)
    return dict(rps=float(m[1]), requests=int(re.search(r"(\d+) requests in", r.stdout)[1]),
                p50=ms(re.search(r"^ +50%\s+(\S+)", r.stdout, re.M)[1]),
                p99=ms(re.search(r"^ +99%\s+(\S+)", r.stdout, re.M)[1]), errors=err + (int(bad[1]) if bad else 0))


def measure(name, url, pid, up, conns, seconds):
    kids = lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    b0, c0, u0, k0 = core_busy(), cpu(pid) if pid else 0, cpu(up), kids()
    r = wrk(url, conns, seconds)
    b1 = core_busy()
    own = cpu(pid) - c0 if pid else 0
    r["foreign"] = sum((b1[k][0] - b0[k][0] - b1[k][1] + b0[k][1]) / TICK for k in b0) \
        - (own + cpu(up) - u0 + kids() - k0)
    r.update(name=name, conns=conns)
    if pid:
        r.update(cpu_us=1e6 * own / max(1, r["requests"]), rss=rss_mib(pid))
    for k in b0:
        r[f"core{k}"] = 1 - (b1[k][1] - b0[k][1]) / max(1, b1[k][0] - b0[k][0])
    return r


def check(name, url, kind):
    """Posts the load once; the body that reached the upstream must be what the job says."""
    dump = RUN / "dump.json"
    dump.unlink(missing_ok=True)
    status = subprocess.run(["curl", "-sk", "-o", str(RUN / "answer.json"), "-w", "%{http_code}",
                             "-H", "Content-Type: application/json", "--data-binary", f"@{RUN}/body.json", url],
                            capture_output=True, text=True).stdout
    if not status.startswith("2"):
        raise SystemExit(f"check {name}: answered {status}: " + (RUN / "answer.json").read_text())
    if kind is None:
        out = "same" if dump.read_bytes() == (RUN / "body.json").read_bytes() else "DIFFERENT"
    else:
        cp = f"{BASE}/scg/target/classes:" + (BASE / "scg/target/classpath").read_text().strip()
        out = subprocess.run([JAVA, "-cp", cp, "load.Check", kind, str(RUN / "body.json"), str(dump)],
                             capture_output=True, text=True).stdout.strip()
    print(f"check {name}: {out}", flush=True)
    if out != "same":
        raise SystemExit(1)


def profile(name, pid, url):
    """Twenty seconds of load under async-profiler (LOAD_PROFILER names its library), split by rig/profile_split.py."""
    jcmd, library = pathlib.Path(JAVA).with_name("jcmd"), os.environ["LOAD_PROFILER"]
    agent = lambda what: subprocess.run([str(jcmd), str(pid), "JVMTI.agent_load", library, f'"{what}"'], check=True,
                                        stdout=subprocess.DEVNULL)
    out = RUN / f"profile-{name}.collapsed"
    agent("start,event=cpu,interval=1ms")
    wrk(url, 32, 20)
    agent(f"stop,collapsed,file={out}")
    print(f"\nprofile of {name}, {out}")
    subprocess.run([sys.executable, str(HERE / "profile_split.py"), str(out)], check=True)


def external(spec):
    """NAME=URL=PID measures something already running, e.g. a gateway under a profiler."""
    name, url, pid = spec.split("=")
    return name, url, int(pid)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("names", nargs="*")
    a.add_argument("--list", action="store_true")
    a.add_argument("--out", default=str(RUN / "results.json"))
    a.add_argument("--conns", default="32,128")
    a.add_argument("--seconds", type=int, default=5)
    a.add_argument("--rounds", type=int, default=6)
    a.add_argument("--warm", type=int, default=60, help="seconds of load before the first run, twice that for Spring")
    a.add_argument("--profile", action="append", default=[], metavar="NAME", help="profile this contender at the end")
    a.add_argument("--external", action="append", default=[], metavar="NAME=URL=PID")
    o = a.parse_args()
    if o.list:
        print("\n".join(C))
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    (RUN / "logs").mkdir(parents=True, exist_ok=True)
    procs, pids, urls = [], {}, {}

    def start(core, cmd, log):
        procs.append(subprocess.Popen(["taskset", "-c", core, *cmd], stdout=open(RUN / "logs" / f"{log}.log", "w"),
                                      stderr=subprocess.STDOUT, cwd=RUN))
        return procs[-1].pid

    upstream = str(RUN / "upstream")
    try:
        up = start("0", [upstream, str(UPSTREAM), str(RUN / "dump.json")], "upstream")
        wait_port(UPSTREAM)
        if any(n.startswith("tls-") for n in o.names):
            start("0", nginx("tls-upstream.conf"), "tls-upstream")
            wait_port(TLS_UPSTREAM)
        for n in o.names:
            port, _, _, cmd, _ = C[n]
            if cmd:
                pids[n] = start("0,1", cmd(port), n)
                wait_port(port)
            urls[n] = url_of(n)
        for s in o.external:
            n, urls[n], pids[n] = external(s)
        time.sleep(1)
        for n in urls:
            check(n, urls[n], C[n][1] if n in C else "fieldgate")
        os.kill(up, signal.SIGTERM)
        procs[0].wait()
        up = start("0", [upstream, str(UPSTREAM)], "upstream")
        wait_port(UPSTREAM)
        for n in urls:
            if pids.get(n):
                # Warm-up may use both cores (the JIT compiles beside the load); then the proxy is pinned to core 1.
                wrk(urls[n], 64, max(2, o.warm * C[n][4]) if n in C else o.warm)
                subprocess.run(["taskset", "-a", "-c", "-p", "1", str(pids[n])], check=True, stdout=subprocess.DEVNULL)
        runs, order = [], list(urls)
        for r in range(o.rounds):
            for conns in map(int, o.conns.split(",")):
                for n in order:
                    m = measure(n, urls[n], pids.get(n), up, conns, o.seconds)
                    runs.append(m | {"round": r})
                    pathlib.Path(o.out).write_text(json.dumps(runs, indent=0))
                    print(f"{r} {n:20} c={conns:<4} {m['rps']:9.0f}/s p50 {m['p50']:.2f} p99 {m['p99']:.2f} ms "
                          f"cpu {m.get('cpu_us', 0):6.1f} us rss {m.get('rss', 0):5.0f} err {m['errors']} "
                          f"core0 {m['core0']:.0%} core1 {m['core1']:.0%} foreign {m['foreign']:.1f}s", flush=True)
            order.reverse()
        for n in o.profile:
            profile(n, pids[n], urls[n])
    finally:
        for p in reversed(procs):
            p.terminate()
        for p in procs:
            try:
                p.wait(10)
            except subprocess.TimeoutExpired:
                p.kill()


if __name__ == "__main__":
    main()
