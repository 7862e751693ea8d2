"""All trials, in the order in which they run."""

from tests.torture.edge import heads, idle_kept, loud_hook, silent_readers, unwanted_bodies
from tests.torture.files import attachments
from tests.torture.hostile import bad_http, bad_json, slow_clients
from tests.torture.stops import clock, kill, killed_copy, killed_works, server, silent_server, stop
from tests.torture.storage import damage, disk_full, disk_low, left_log, power_cut, replaced
from tests.torture.traffic import health, late_parent, load, locked, order, same_id, soak
from tests.torture.window import hands, window

_MODULES = (
    load, kill, killed_works, power_cut, disk_full, disk_low, locked, damage, replaced, left_log, bad_http, bad_json,
    slow_clients, heads, idle_kept, silent_readers, unwanted_bodies, loud_hook, stop, clock, same_id, order,
    late_parent, health, server, silent_server, killed_copy, attachments, window, hands, soak,
)  # fmt: skip
TRIALS = tuple(module.TRIAL for module in _MODULES)
