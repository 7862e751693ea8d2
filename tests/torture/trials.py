"""All trials, in the order in which they run."""

from tests.torture import bad_http, kill, load, same_id, slow_clients, stop

TRIALS = (load.TRIAL, kill.TRIAL, same_id.TRIAL, stop.TRIAL, slow_clients.TRIAL, bad_http.TRIAL)
