"""python load.py ADDRESS USER PASSWORD [--rate 200] [--seconds 30]: signed-in requests at a fixed rate.

List, form and brief pages in turn. A request's time runs from the moment at which it was due, so a server
that falls behind is seen to. Prints requests, failures, and the median, p99 and longest time in ms."""

import argparse
import http.client
import json
import queue
import re
import threading
import time
import urllib.parse

ask = argparse.ArgumentParser()
ask.add_argument("address")
ask.add_argument("user")
ask.add_argument("password")
ask.add_argument("--rate", type=float, default=200)
ask.add_argument("--seconds", type=float, default=30)
ask.add_argument("--year", type=int, default=2020)
asked = ask.parse_args()
PATHS = ["/funds", "/funds?use=%E4%BA%A7%E4%B8%9A&sort=amount", "/funds/new", f"/reports/annual/{asked.year}", "/findings", "/measures/funds.arrived"]


def sign_in():
    to = http.client.HTTPConnection(asked.address)
    to.request("GET", "/session")
    page = to.getresponse()
    text = page.read().decode()
    cookies = [page.getheader("set-cookie", "").split(";")[0]]
    token = re.search(r'name="csrf" value="([^"]*)"', text)
    form = {"name": asked.user, "password": asked.password}
    if token:
        form["csrf"] = token.group(1)
    headers = {"content-type": "application/x-www-form-urlencoded", "cookie": "; ".join(cookies)}
    to.request("POST", "/session", urllib.parse.urlencode(form), headers)
    answer = to.getresponse()
    answer.read()
    given = [value.split(";")[0] for key, value in answer.getheaders() if key.lower() == "set-cookie"]
    return "; ".join(given or cookies)


cookie = sign_in()
due = queue.Queue()
times, failures = [], []
lock = threading.Lock()


def worker():
    to = http.client.HTTPConnection(asked.address)
    while (job := due.get()) is not None:
        at, path = job
        time.sleep(max(0.0, at - time.monotonic()))
        try:
            to.request("GET", path, headers={"cookie": cookie})
            answer = to.getresponse()
            answer.read()
            ok = answer.status == 200
        except OSError:
            ok, to = False, http.client.HTTPConnection(asked.address)
        with lock:
            times.append((time.monotonic() - at) * 1000)
            if not ok:
                failures.append(path)


for path in PATHS:  # each page once, so that none is the first
    to = http.client.HTTPConnection(asked.address)
    to.request("GET", path, headers={"cookie": cookie})
    answer = to.getresponse()
    answer.read()
    print(json.dumps({"path": path, "status": answer.status}))
workers = [threading.Thread(target=worker) for _ in range(16)]
start = time.monotonic() + 0.2
count = int(asked.rate * asked.seconds)
for i in range(count):
    due.put((start + i / asked.rate, PATHS[i % len(PATHS)]))
for _ in workers:
    due.put(None)
for thread in workers:
    thread.start()
for thread in workers:
    thread.join()
times.sort()
at = lambda share: round(times[min(len(times) - 1, int(share * len(times)))], 1)
print(json.dumps({"requests": len(times), "failures": len(failures), "rate": asked.rate, "p50_ms": at(0.5), "p99_ms": at(0.99), "max_ms": at(1)}))
