#!/usr/bin/env python3
"""Rolebook beside its anchors and peers: the whole table, with the limits that we promise.

    compare.py --kit DIR --work DIR [--sizes 10k,100k] [--rounds 3] [--steps index,query,commit,http,peers,table]

`--kit` is the folder of the harness (anchors, wrk driver, drivers of the peers); `--work` holds corpora
(`roles-10k.jsonl` ...) and receives indexes, catalogs and `results.jsonl`.  benches/README.md explains the rest.
Both sides of a ratio run in turn, as often as `--rounds` says; medians of processor time are compared.
Python 3.11, standard library.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
MIX = ("term_common", "and2", "phrase", "filter", "browse", "highlight")
COUNT = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}


def lines(command, **more):
    """What a command prints, line by line; its last words when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode:
        sys.exit("%s\n%s%s" % (" ".join(command), done.stdout[-2000:], done.stderr[-2000:]))
    return done.stdout.splitlines()


def bench_binary():
    """The benchmark, built as people install the program: with thin LTO, which the anchors have too."""
    out = lines(["cargo", "bench", "--locked", "--profile", "dist", "--bench", "search", "--no-run", "--message-format", "json"], cwd=os.path.dirname(HERE))
    found = [json.loads(l) for l in out if l.startswith("{")]
    return [m["executable"] for m in found if m.get("executable") and m.get("target", {}).get("name") == "search"][-1]


def program():
    """rolebook itself, built as people install it."""
    root = os.path.dirname(HERE)
    out = lines(["cargo", "build", "--locked", "--profile", "dist", "--message-format", "json"], cwd=root)
    found = [json.loads(l) for l in out if l.startswith("{")]
    return [m["executable"] for m in found if m.get("executable") and m.get("target", {}).get("name") == "rolebook"][-1]


class Table:
    def __init__(self, options):
        self.o = options
        self.path = os.path.join(options.work, "results.jsonl")
        self.queries = options.queries or os.path.join(options.kit, "queries.jsonl")

    def at(self, *names):
        return os.path.join(self.o.work, "-".join(names))

    def corpus(self, size):
        path = os.path.join(self.o.work, "roles-%s.jsonl" % size)
        if not os.path.exists(path):
            sys.exit("%s is missing; make it with gen_corpus.py --count %d" % (path, COUNT.get(size, 0)))
        return path

    def keep(self, size, line, **more):
        row = {"label": size, **json.loads(line), **more, "load1": round(os.getloadavg()[0], 1)}
        row.setdefault("round", 0)
        with open(self.path, "a") as out:
            out.write(json.dumps(row) + "\n")
        return row

    # -- the index ------------------------------------------------------------------------------------------------
    def index(self, size):
        """The same corpus, one thread each; what is left are the indexes for the other steps."""
        for n in range(self.o.rounds):
            out = lines([self.o.anchors, "index", "--corpus", self.corpus(size), "--dir", self.at("tantivy", size), "--threads", "1"])
            self.keep(size, out[-1], what="index", round=n)
            for analysis in ("literal", "english"):
                folder = self.at("index", analysis, size)
                shutil.rmtree(folder, ignore_errors=True)
                out = lines([self.o.bench, "index", "--corpus", self.corpus(size), "--folder", folder, "--analysis", analysis])
                self.keep(size, out[-1], round=n)

    # -- questions in process ---------------------------------------------------------------------------------------
    def query(self, size):
        self.same_hits(size)
        ours = [self.o.bench, "query", "--queries", self.queries, "--repeats", str(self.o.repeats)]
        theirs = [self.o.anchors, "query", "--dir", self.at("tantivy", size), "--queries", self.queries, "--modes", "full", "--repeats", str(self.o.repeats)]
        for n in range(self.o.rounds):
            for command in [theirs] + [ours + ["--folder", self.at("index", a, size), "--analysis", a] for a in ("literal", "english")]:
                for line in lines(command):
                    self.keep(size, line, round=n)

    def same_hits(self, size):
        """A fast wrong answer is not a result.  Rolebook finds a phrase within one passage only, the others also across the end of one;
        so the counts must be equal on an index that has each role as one passage, and but for phrases on the usual one."""
        def hits(command):
            found = (l.split("\t") for l in lines(command) if l.startswith("HITS"))
            return {q: int(n) for _, q, n in found if not q.startswith("fuzzy")}
        joined = self.at("index", "joined", size)
        if not os.path.exists(joined):
            lines([self.o.bench, "index", "--corpus", self.corpus(size), "--folder", joined, "--analysis", "joined"])
        base = hits([self.o.anchors, "query", "--dir", self.at("tantivy", size), "--queries", self.queries, "--modes", "full", "--verbose", "1", "--repeats", "1"])
        for a in ("joined", "literal"):
            ours = hits([self.o.bench, "query", "--queries", self.queries, "--folder", self.at("index", a, size), "--analysis", a, "--repeats", "1", "--hits", "yes"])
            other = [q for q in base if base[q] != ours.get(q)]
            for q in other:
                print("  %s %s: tantivy %s, rolebook %s" % (a, q, base[q], ours.get(q)))
            self.keep(size, "{}", what="hits", engine="rolebook:" + a, equal=len(base) - len(other), of=len(base))

    # -- a changed role -----------------------------------------------------------------------------------------------
    def commit(self, size):
        copy = self.at("copy", size)
        for side, folder, command in (
            ("rolebook", self.at("index", "english", size), [self.o.bench, "commit", "--folder", copy, "--analysis", "english"]),
            ("anchors", self.at("tantivy", size), [self.o.anchors, "commit", "--dir", copy]),
        ):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
            for line in lines(command + ["--corpus", self.corpus(size)]):
                self.keep(size, line, what="commit")
        shutil.rmtree(copy, ignore_errors=True)

    # -- servers --------------------------------------------------------------------------------------------------------
    def catalog(self, size):
        """The corpus as a catalog of files, with its index made by `rolebook index`."""
        folder, index = self.at("catalog", size), self.at("served", size)
        if not os.path.exists(folder):
            lines([self.o.bench, "write-catalog", "--corpus", self.corpus(size), "--folder", folder])
        began = time.perf_counter()
        before = os.times()
        lines([self.o.rolebook, "--catalog", folder, "--index", index, "index", *(["--rebuild"] if not os.path.exists(index) else [])])
        after = os.times()
        self.keep(size, "{}", what="rolebook index", engine="rolebook", wall_s=time.perf_counter() - began,
                  cpu_s=after.children_user + after.children_system - before.children_user - before.children_system)
        return folder, index

    def http(self, size):
        import common
        import http_load
        import peer_groonga
        http_load.k.cpu_s = processor_seconds
        folder, index = self.catalog(size)
        questions = http_load.mix(common.queries(self.queries))
        urls = {"json": lines([self.o.bench, "urls", "--queries", self.queries]),
                "html": lines([self.o.bench, "urls", "--queries", self.queries, "--path", "/search"])}
        theirs = {k: lines([sys.executable, os.path.join(self.o.kit, "urls_axum.py"), self.queries, p])
                  for k, p in (("json", "/api/search"), ("html", "/search"))}
        servers = {"rolebook": Server([self.o.rolebook, "--catalog", folder, "--index", index, "serve", "--listen", "127.0.0.1:7900"], 7900, "/readyz"),
                   "anchors": Server([self.o.anchors, "serve", "--dir", self.at("tantivy", size), "--port", "7901", "--blocking", "0"], 7901, "/hello")}
        database = os.path.join(self.at("groonga", size), "db")
        if os.path.exists(database):
            servers["groonga"] = Server(["groonga", "--protocol", "http", "--bind-address", "127.0.0.1", "--port", "7920", "-s", "--cache-limit", "0", database],
                                        7920, "/d/status")
        runs = [("rolebook", "json", urls["json"], None), ("anchors", "json", theirs["json"], None),
                ("rolebook", "html", urls["html"], None), ("anchors", "html", theirs["html"], None),
                ("rolebook", "cached", urls["html"][:1], None), ("anchors", "cached", ["/html10k"], None)]
        if "groonga" in servers:
            servers["groonga"].get("/d/cache_limit?max=0")
            runs.append(("groonga", "json", [peer_groonga.url(q) for q in questions], None))
        try:
            for name, what, list_of, _ in runs:  # every page of a list must be there before its time means anything
                answers = [servers[name].get(u) for u in list_of]
                bad = [u for u, (status, _) in zip(list_of, answers) if status != 200]
                if bad:
                    print("%s: %s %s left out: %d of %d are not answered, such as %s" % (size, name, what, len(bad), len(list_of), bad[0]))
                    runs = [r for r in runs if r[1] != what]
            for n in range(self.o.rounds):
                for conns in (2, 16):
                    for name, what, list_of, header in runs:
                        row = http_load.once("127.0.0.1:%d" % servers[name].port, list_of, conns, self.o.seconds, [servers[name].pid], header)
                        self.keep(size, json.dumps(row), engine=name, what="http " + what, round=n)
            for name, server in servers.items():
                self.keep(size, "{}", engine=name, what="memory", **server.memory())
        finally:
            for server in servers.values():
                server.stop()

    def pages(self, size):
        """Pages: searched for the first time, given again as they are and packed as browsers take them, and known already;
        and searches as data that nobody asked before."""
        import http_load
        http_load.k.cpu_s = processor_seconds
        folder, index = self.catalog(size)
        urls = lines([self.o.bench, "urls", "--queries", self.queries, "--path", "/search"])
        data = lines([self.o.bench, "urls", "--queries", self.queries])
        theirs, their_data = (lines([sys.executable, os.path.join(self.o.kit, "urls_axum.py"), self.queries, p]) for p in ("/search", "/api/search"))
        # Another day is another page, so that none is given again.
        days = ["20%02d-%02d-%02d" % (y, m, d) for y in range(30, 38) for m in range(1, 13) for d in range(1, 29, 3)]
        new, new_data = (["%s&as_of=%s" % (u, day) for day in days for u in list_of] for list_of in (urls, data))
        role = "/roles/" + first_role(folder)
        ours = Server([self.o.rolebook, "--catalog", folder, "--index", index, "serve", "--listen", "127.0.0.1:7900"], 7900, "/search?q=a")
        anchor = Server([self.o.anchors, "serve", "--dir", self.at("tantivy", size), "--port", "7901", "--blocking", "0"], 7901, "/hello")
        browser = "Accept-Encoding: gzip, deflate, br, zstd"
        runs = [("json new", new_data, their_data, None), ("page new", new, theirs, None), ("page asked", urls, theirs, None), ("page kept", urls[:1], ["/html10k"], None), ("page packed", urls[:1], ["/html10k"], browser),
                ("role page", [role], ["/html10k"], None), ("role page packed", [role], ["/html10k"], browser),
                ("role page known", [role], ["/hello"], "If-None-Match: *")]
        try:
            for n in range(self.o.rounds):
                for what, list_of, base, header in runs:
                    part = n * len(list_of) // self.o.rounds
                    row = http_load.once("127.0.0.1:7900", list_of[part:] + list_of[:part], 16, self.o.seconds, [ours.pid], header)
                    self.keep(size, json.dumps(row), engine="rolebook", what=what, round=n)
                    row = http_load.once("127.0.0.1:7901", base, 16, self.o.seconds, [anchor.pid])
                    self.keep(size, json.dumps(row), engine="anchors", what=what, round=n)
        finally:
            ours.stop()
            anchor.stop()

    def publish(self, size):
        folder, index = self.catalog(size)
        out = lines([self.o.bench, "publish", "--folder", folder, "--index", index])
        self.keep(size, out[-1])

    def peers(self, size):
        for driver, python, folder in (("peer_groonga.py", sys.executable, "groonga"), ("peer_postgres.py", self.o.python, "postgres")):
            lines([python, os.path.join(self.o.kit, driver), "--corpus", self.corpus(size), "--queries", self.queries, "--dir", self.at(folder, size),
                   "--out", self.path, "--label", size, "--verify", self.at("hits", folder, size) + ".tsv"])

    # -- the table --------------------------------------------------------------------------------------------------------
    def rows(self, size, **wanted):
        with open(self.path) as file:
            found = [json.loads(l) for l in file]
        return [r for r in found if r.get("label") == size and all(r.get(k) == v for k, v in wanted.items())]

    def median(self, size, value, **wanted):
        """Of the newest rounds only, should results.jsonl hold older ones."""
        rows = self.rows(size, **wanted)
        newest = rows[-self.o.rounds:] if rows and "round" in rows[-1] else rows[-1:]
        return statistics.median(r[value] for r in newest) if newest else None

    def mix(self, size, engine):
        means = [self.median(size, "cpu_mean_ms", engine=engine, **{"class": c}) for c in MIX]
        return sum(means) / len(means) if all(m is not None for m in means) else None

    def rate(self, size, engine, what):
        return self.median(size, "rps_per_cpu_s", engine=engine, what=what, conns=16)

    def table(self, sizes):
        print("\n%-58s %6s %10s %8s  %s" % ("what", "roles", "is", "limit", ""))

        def line(name, size, value, limit, at_least, unit="x"):
            if value is None:
                return print("%-58s %6s %10s" % (name, size, "-"))
            kept = value >= limit if at_least else value <= limit
            print("%-58s %6s %9.2f%s %s %5s  %s" % (name, size, value, unit, "≥" if at_least else "≤", limit, "kept" if kept else "MISSED"))

        ratio = lambda one, other: one / other if one is not None and other else None
        for size in sizes:
            for a, but in (("joined", 0), ("literal", 30)):
                hits = self.rows(size, what="hits", engine="rolebook:" + a)
                if hits:
                    name = "questions with the same number of results" + (", phrases aside" if but else "")
                    line(name, size, hits[-1]["equal"], hits[-1]["of"] - but, True, " ")
            base = self.median(size, "cpu_s", what="index", engine="tantivy-1t")
            for a in ("literal", "english"):
                line("index build, %s / bare tantivy" % a, size, ratio(self.median(size, "cpu_s", what="index", engine="rolebook-%s-1t" % a), base), 1.8, False)
            for a in ("literal", "english"):
                line("in process, %s / bare tantivy (MIX)" % a, size, ratio(self.mix(size, "rolebook:" + a), self.mix(size, "tantivy:full")), 1.5, False)
            for what, limit in (("json", 0.7), ("html", 0.6), ("cached", 0.6)):
                line("http %s / bare axum" % what, size, ratio(self.rate(size, "rolebook", "http " + what), self.rate(size, "anchors", "http " + what)), limit, True)
            line("json new / bare axum", size, ratio(self.rate(size, "rolebook", "json new"), self.rate(size, "anchors", "json new")), 0.7, True)
            for what in ("page new", "page asked", "page kept", "page packed", "role page", "role page packed", "role page known"):
                line("%s / bare axum" % what, size, ratio(self.rate(size, "rolebook", what), self.rate(size, "anchors", what)), 0.6, True)
            grown = {"10k": (1.8, 9), "100k": (4, 25)}.get(size)
            if grown:
                line("http json / groonga", size, ratio(self.rate(size, "rolebook", "http json"), self.rate(size, "groonga", "http json")), grown[0], True)
                line("http json / postgres", size, ratio(self.rate(size, "rolebook", "http json"), self.rate(size, "postgres-fts", "throughput")), grown[1], True)
            found = self.median(size, "found_ms_p50", what="commit", engine="rolebook:english", changed=1)
            line("a changed role is found, index alone", size, found, 1000, False, " ms")
            line("published, index brought up to date, found", size, self.median(size, "found_ms_p50", what="publish"), 1000, False, " ms")
            memory = self.rows(size, what="memory", engine="rolebook")
            if memory:
                print("%-58s %6s %9.0f MB" % ("memory of its own of the server", size, memory[-1]["own_mb"]))
        for small, large in zip(sizes, sizes[1:]):
            name = "%s / %s" % (large, small)
            line("ten times the roles, in process (MIX)", name, ratio(self.mix(large, "rolebook:literal"), self.mix(small, "rolebook:literal")), 4.5, False)
            line("ten times the roles, http json", name, ratio(self.rate(small, "rolebook", "http json"), self.rate(large, "rolebook", "http json")), 4.5, False)


def first_role(folder):
    """The address of some role of a catalog."""
    roles = os.path.join(folder, "roles")
    organisation = sorted(os.listdir(roles))[0]
    return "%s/%s" % (organisation, sorted(os.listdir(os.path.join(roles, organisation)))[0])


def processor_seconds(pids):
    """Of processes so far, with their threads that have ended: a server lets go of threads that it does not need."""
    ticks = 0
    for pid in pids:
        try:
            with open("/proc/%d/stat" % pid) as stat:
                ticks += sum(int(n) for n in stat.read().rsplit(")", 1)[1].split()[11:13])
        except OSError:
            pass
    return ticks / os.sysconf("SC_CLK_TCK")


class Server:
    """A server of ours for as long as it is measured."""

    def __init__(self, command, port, ready):
        self.port = port
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.pid = self.process.pid
        for _ in range(3000):
            if self.process.poll() is not None:
                sys.exit("%s ended with %d" % (" ".join(command), self.process.returncode))
            if self.get(ready)[0] == 200:
                return
            time.sleep(0.1)
        sys.exit("%s is not ready" % command[0])

    def get(self, path):
        try:
            with urllib.request.urlopen("http://127.0.0.1:%d%s" % (self.port, path), timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            return 0, b""

    def memory(self):
        with open("/proc/%d/status" % self.pid) as status:
            figures = dict(l.split(":", 1) for l in status)
        mb = lambda name: int(figures[name].split()[0]) / 1024
        return {"peak_rss_mb": mb("VmHWM"), "own_mb": mb("RssAnon"), "mapped_mb": mb("RssFile")}

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kit", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--anchors", help="the anchors' binary; by default that of the kit, built for release")
    parser.add_argument("--bench", help="the benchmark's binary; by default it is built")
    parser.add_argument("--rolebook", help="rolebook's binary; by default it is built with the profile dist")
    parser.add_argument("--queries", help="by default the kit's")
    parser.add_argument("--python", default=sys.executable, help="a Python that has psycopg2, for PostgreSQL")
    parser.add_argument("--sizes", default="10k,100k")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--steps", default="index,query,commit,peers,http,pages,publish,table")
    options = parser.parse_args()
    sys.path.insert(0, options.kit)
    options.anchors = options.anchors or os.path.join(options.kit, "anchors", "target", "release", "anchors")
    steps, sizes = options.steps.split(","), options.sizes.split(",")
    if steps != ["table"]:
        options.bench = options.bench or bench_binary()
    if {"http", "publish"} & set(steps):
        options.rolebook = options.rolebook or program()
    table = Table(options)
    for size in sizes:
        for step in steps:
            if step != "table":
                print("%s %s %s" % (time.strftime("%H:%M:%S"), size, step), flush=True)
                getattr(table, step)(size)
    if "table" in steps:
        table.table(sizes)


if __name__ == "__main__":
    main()
