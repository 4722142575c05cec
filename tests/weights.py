"""How heavy a page may be."""

LIMIT = 14_336  # bytes that a server may send in the first round trip: ten packets
