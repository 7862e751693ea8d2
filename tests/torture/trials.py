"""All trials, in the order in which they run."""

from tests.torture import (
    bad_http,
    bad_json,
    clock,
    disk_full,
    kill,
    load,
    locked,
    power_cut,
    same_id,
    slow_clients,
    soak,
    stop,
)

TRIALS = (
    load.TRIAL,
    kill.TRIAL,
    same_id.TRIAL,
    stop.TRIAL,
    slow_clients.TRIAL,
    bad_http.TRIAL,
    bad_json.TRIAL,
    power_cut.TRIAL,
    disk_full.TRIAL,
    locked.TRIAL,
    clock.TRIAL,
    soak.TRIAL,
)
