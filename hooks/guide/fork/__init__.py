"""A guide of one's own on this engine: `make fork` lays it down, `make update` renews its engine.

A fork's history holds, beside what its people write, commits of the engine alone; each names the
one before it as its parent and is merged. So what upstream and the fork have both changed is
known to git, which merges the rest by itself: a file that is the guide's own is in none of those
commits and can meet no conflict. No branch of that line is kept, for a clone of a fork brings
none along: its newest commit is found in the history by what its message says.

Why not copier, the field's tool for this: it would be a dependency of every fork, and its update
applies a diff to the work tree, where what it cannot apply becomes `.rej` files or inline marks
without a base. Here there is no template to fill in, for a starter is a whole guide that is true
as it stands, and a real merge needs git alone.

No module here imports anything but the standard library: a fork is laid down before anything is
set up.
"""
