"""All trials, in the order in which they run."""

from tests.torture import kill, load, same_id, stop

TRIALS = (load.TRIAL, kill.TRIAL, same_id.TRIAL, stop.TRIAL)
