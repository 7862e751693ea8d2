"""All trials, in the order in which they run."""

from tests.torture import (
    bad_http,
    bad_json,
    clock,
    damage,
    disk_full,
    kill,
    load,
    locked,
    order,
    power_cut,
    same_id,
    server,
    slow_clients,
    soak,
    stop,
    window,
)

_MODULES = (
    load, kill, power_cut, disk_full, locked, damage, bad_http, bad_json, slow_clients, stop, clock, same_id, order,
    server, window, soak,
)  # fmt: skip
TRIALS = tuple(module.TRIAL for module in _MODULES)
