"""Is the worker at work, does mail go out, was everything done in its time: asked from outside it.

A worker cannot tell of its own death, so the web processes look.
"""
