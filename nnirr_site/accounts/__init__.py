"""The accounts of staff: who may come in, by what, how often, and what is written down of it.

`limits` and `hashing` stand before the password, `sessions` behind it, `factors` and `passkeys`
are the second step; `records` writes down what happened and `mail` tells the account concerned.
"""
