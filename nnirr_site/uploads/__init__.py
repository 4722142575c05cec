"""Files from outside: read in a child process with bounds, cleaned of what they tell, and kept.

`process`, `jobs`, `pictures`, `containers` and `papers` run in the child and know no Django;
`reader` is how the site asks it.
"""
