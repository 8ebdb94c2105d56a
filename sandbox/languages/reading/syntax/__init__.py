"""Trees of syntax, said in one form: what a grammar sees, before what it means.

- `grammars` parse: seven languages, each by its own; `nodes` tells places and words.
- `form` is the one form, and `tables` say what each grammar's nodes are in it.
- `lowering` goes through a tree by its table; `literals` are the values in it, and
  `quotes` the texts.
"""
