"""Trees of syntax, said in one form: what a grammar sees, before what it means.

- `templates` blank what stands amid code and is none; `grammars` parse the rest: seven
  languages, each by its own; `nodes` tell places and words.
- `form` is the one form, and `tables` say what each grammar's nodes are in it.
- `lowering` goes through a tree by its table; `failing` is what is done where something
  failed, `literals` are the values, and `quotes` the texts.
"""
