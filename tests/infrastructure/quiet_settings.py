"""Settings of development for a process that draws no pictures for sharing beside its work: what
a page says of its picture then does not depend on how far that has come.
"""

from nnirr_site.settings import *  # noqa: F403

BACKGROUND_JOBS = "off"
