"""On the path of a process, this is a machine whose clock is `CLOCK_SHIFT` seconds ahead."""

import os
import time
from datetime import timedelta

from django.utils import timezone

SHIFT = float(os.environ["CLOCK_SHIFT"])
right_time, right_now = time.time, timezone.now

time.time = lambda: right_time() + SHIFT
timezone.now = lambda: right_now() + timedelta(seconds=SHIFT)
