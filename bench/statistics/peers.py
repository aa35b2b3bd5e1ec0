"""The same work by the field's own libraries: peers.py WHAT SIZE prints `cpu SECONDS`."""
import sys
import time
import warnings

import numpy as np

warnings.simplefilter("ignore")


def timed(work):
    start = time.process_time()
    work()
    print("cpu", time.process_time() - start)


def inverse(n):
    a = np.random.default_rng(7).random((n, n)) / n
    timed(lambda: np.linalg.inv(np.eye(n) - 0.6 * a))


def accounts(n):
    import pandas as pd
    import pymrio

    regions = 31

    def system(n):
        draw = np.random.default_rng(9)
        # As many sectors in each region; the last has what is left.
        region = np.arange(n) * regions // n
        index = pd.MultiIndex.from_arrays([region, np.arange(n)], names=["region", "sector"])
        uses = pd.MultiIndex.from_product([range(regions), ["final"]], names=["region", "category"])
        z = draw.random((n, n))
        y = draw.random((n, regions)) * n / regions
        added = z.sum(1) + y.sum(1) - z.sum(0)
        f = pd.DataFrame([added], index=["value added"], columns=index)
        return pymrio.IOSystem(
            Z=pd.DataFrame(z, index=index, columns=index),
            Y=pd.DataFrame(y, index=index, columns=uses),
            added={"name": "added", "F": f})

    system(62).calc_all()
    whole = system(n)
    timed(whole.calc_all)


def effects(units):
    import pandas as pd
    import pyfixest as pf

    def panel(units):
        draw = np.random.default_rng(1)
        rows = units * 10
        unit, year = np.arange(rows) // 10, np.arange(rows) % 10
        x = draw.random(rows)
        y = 0.5 * x + draw.random(rows) + year
        return pd.DataFrame({"y": y, "x": x, "unit": unit, "year": year, "c": unit % 3000})

    estimate = lambda data: pf.feols("y ~ x | unit + year", data, vcov={"CRV1": "c"})
    estimate(panel(1000))
    data = panel(units)
    timed(lambda: estimate(data))


def callaway(units):
    import pandas as pd
    from diff_diff import CallawaySantAnna

    def panel(units):
        draw = np.random.default_rng(8)
        unit, year = np.repeat(np.arange(units), 20), np.tile(np.arange(2001, 2021), units)
        first = np.array([0, 2005, 2007, 2009, 2011, 2013, 2015])[unit % 7]
        y = draw.random(len(unit)) + 0.3 * ((first > 0) & (year >= first))
        return pd.DataFrame({"y": y, "unit": unit, "year": year, "first": first})

    estimate = lambda data: CallawaySantAnna(estimation_method="reg").fit(
        data, outcome="y", unit="unit", time="year", first_treat="first", aggregate="all")
    estimate(panel(70))
    data = panel(units)
    timed(lambda: estimate(data))


def moran(side):
    import esda
    import libpysal

    def case(side):
        w = libpysal.weights.lat2W(side, side, rook=False)
        w.transform = "r"
        return np.random.default_rng(2).random(side * side), w

    local = lambda y, w: esda.Moran_Local(y, w, permutations=999, seed=3)
    local(*case(10))
    y, w = case(side)
    timed(lambda: local(y, w))


def betweenness(nodes):
    import networkx as nx

    draw = np.random.default_rng(4)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(nodes))
    for a, b in draw.integers(0, nodes, (10 * nodes, 2)):
        if a != b:
            graph.add_edge(int(a), int(b), length=1 / max(draw.random(), 1e-9))
    timed(lambda: nx.betweenness_centrality(graph, weight="length"))


def dea(units):
    from scipy.optimize import linprog

    def value(i, k):
        return 1.0 + (i * 7919 + k * 104729) % 997 / 100

    x = np.array([[value(i, k) for i in range(units)] for k in (1, 2, 3)])
    y = np.array([[value(i, k) for i in range(units)] for k in (4, 5)])
    cost = np.r_[1.0, np.zeros(units)]

    def score(j):
        rows = np.block([[-x[:, [j]], x], [np.zeros((2, 1)), -y]])
        return linprog(cost, A_ub=rows, b_ub=np.r_[np.zeros(3), -y[:, j]], method="highs").fun

    def hundred():
        print("sum", sum(score(j) for j in range(0, units, units // 100)))

    timed(hundred)


if __name__ == "__main__":
    globals()[sys.argv[1]](int(sys.argv[2]))
