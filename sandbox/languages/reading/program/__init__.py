"""A program in the one form, followed: what its names hold, and what it asks.

From what everything stands on to what is asked first:

- `values`: what a name can hold; `idioms`: what is no call, in each language.
- `arguments`: what a call is given; `drafts`: calls, until all is read; `asking`: which
  operation a name of the SDK is.
- `bench`: the same for a sandbox of ours; `objects`: for what calls answered.
- `naming`: names; `filling`: maps and structs; `texts`: texts put together;
  `following`: values of every kind.
- `statements`: what is set, gone through or left; `functions` and `classes`: the
  program's own; `program`: what is called, and the whole.
"""
