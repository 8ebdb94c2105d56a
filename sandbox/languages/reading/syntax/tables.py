"""What the nodes of each grammar are in the small program form: a table for each.

A row names a rule of `lowering.py`, and the fields of the node that it is about: by the
grammar's name for them, or by their number among the named children.

>>> TABLES["python"]["subscript"], TABLES["ruby"]["element_reference"]
(('index', 'value', 'subscript'), ('index', 0, 1))
"""

Row = tuple[str | int, ...]
Table = dict[str, Row]


def rows(rule: str, types: str, *fields: str | int) -> Table:
    """The same row for several types of nodes."""
    return dict.fromkeys(types.split(), (rule, *fields))


EVERY: Table = (
    rows("skip", "comment line_comment block_comment")
    | rows("seq", "program block")
    | rows("same", "expression_statement parenthesized_expression", 0)
    | rows("constant", "true false nil null none None null_literal undefined boolean")
    | rows("number", "integer float number int_literal float_literal")
    | rows("name", "identifier constant")
    | rows("index", "subscript_expression index_expression", 0, 1)
    | rows("same", "await await_expression", 0)
)
"""Types that several grammars have."""

PYTHON = (
    rows("seq", "module")
    | rows("same", "as_pattern_target with_item with_clause", 0)
    | rows("set", "assignment", "left", "right")
    | rows("set", "named_expression", "name", "value")
    | rows("set", "as_pattern", 1, 0)
    | rows("call", "call", "function", "arguments")
    | rows("attr", "attribute", "object", "attribute")
    | rows("index", "subscript", "value", "subscript")
    | rows("pair", "keyword_argument", "name", "value")
    | rows("pair", "pair", "key", "value")
    | rows("map", "dictionary")
    | rows("list", "list tuple pattern_list tuple_pattern expression_list")
    | rows("splat", "dictionary_splat list_splat", 0)
    | rows("text", "string")
    | rows("joined", "concatenated_string binary_operator")
    | rows("minus", "unary_operator", "argument")
    | rows("fn", "function_definition", "parameters", "body", "name")
    | rows("fn", "lambda", "parameters", "body")
    | rows("each", "for_statement", "left", "right", "body")
    | rows("set", "class_definition", "name", "body")
    | rows("try", "try_statement")
    | rows("import", "import_statement import_from_statement", "module_name")
)

RUBY = (
    rows("seq", "body_statement block_body begin then else parenthesized_statements")
    | rows("set", "assignment", "left", "right")
    | rows("set", "operator_assignment", "left", "right")
    | rows("send", "call", "receiver", "method", "arguments", "block")
    | rows("attr", "scope_resolution", "scope", "name")
    | rows("index", "element_reference", 0, 1)
    | rows("map", "hash")
    | rows("pair", "pair", "key", "value")
    | rows("list", "array string_array symbol_array left_assignment_list")
    | rows("splat", "hash_splat_argument", 0)
    | rows("text", "string bare_string bare_symbol heredoc_body delimited_symbol")
    | rows("symbol", "hash_key_symbol simple_symbol")
    | rows("joined", "chained_string binary")
    | rows("minus", "unary", "operand")
    | rows("name", "instance_variable global_variable self")
    | rows("fn", "method", "parameters", "body", "name")
    | rows("fn", "lambda do_block block", "parameters", "body")
    | rows("set", "exception_variable", 0)
    | rows("same", "class module", "body")
)

PHP = (
    rows("seq", "compound_statement")
    | rows("argument", "argument", "name")
    | rows("skip", "php_tag text_interpolation cast_type")
    | rows("set", "assignment_expression", "left", "right")
    | rows("send", "scoped_call_expression", "scope", "name", "arguments")
    | rows("send", "member_call_expression", "object", "name", "arguments")
    | rows("call", "function_call_expression", "function", "arguments")
    | rows("attr", "member_access_expression", "object", "name")
    | rows("attr", "class_constant_access_expression", 0, 1)
    | rows("attr", "scoped_property_access_expression", "scope", "name")
    | rows("new", "object_creation_expression", 0, 1)
    | rows("array", "array_creation_expression")
    | rows("element", "array_element_initializer")
    | rows("list", "list_literal")
    | rows("name", "variable_name")
    | rows("qualified", "qualified_name name")
    | rows("text", "string encapsed_string heredoc_body nowdoc_body heredoc")
    | rows("joined", "binary_expression")
    | rows("minus", "unary_op_expression", "argument")
    | rows("last", "cast_expression")
    | rows("fn", "function_definition method_declaration", "parameters", "body", "name")
    | rows("fn", "anonymous_function arrow_function", "parameters", "body")
    | rows("import", "namespace_use_declaration")
    | rows("seq", "declaration_list")
    | rows("same", "class_declaration", "body")
    | rows("catch", "catch_clause", "name", "body")
    | rows("each", "foreach_statement", 1, 0, "body")
)
"""`language_php_only` needs no `<?php`, and takes one."""

JAVA = (
    rows("seq", "constructor_body class_body")
    | rows("typed", "local_variable_declaration", "type")
    | rows("skip", "modifiers formal_parameters type_arguments throws")
    | rows("set", "variable_declarator", "name", "value")
    | rows("set", "assignment_expression", "left", "right")
    | rows("send", "method_invocation", "object", "name", "arguments")
    | rows("attr", "field_access", "object", "field")
    | rows("index", "array_access", "array", "index")
    | rows("new", "object_creation_expression", "type", "arguments")
    | rows("number", "decimal_integer_literal decimal_floating_point_literal")
    | rows("text", "string_literal")
    | rows("joined", "binary_expression")
    | rows("minus", "unary_expression", "operand")
    | rows("last", "cast_expression")
    | rows("fn", "method_declaration", "parameters", "body", "name")
    | rows("fn", "lambda_expression", "parameters", "body")
    | rows("each", "enhanced_for_statement", "name", "value", "body")
    | rows("set", "catch_formal_parameter", "name")
    | rows("same", "class_declaration", "body")
    | rows("import", "import_declaration package_declaration")
    | rows("list", "array_initializer")
)

NODE = (
    rows("seq", "statement_block variable_declaration lexical_declaration")
    | rows("set", "variable_declarator", "name", "value")
    | rows("set", "assignment_expression", "left", "right")
    | rows("call", "call_expression", "function", "arguments")
    | rows("attr", "member_expression", "object", "property")
    | rows("index", "subscript_expression", "object", "index")
    | rows("new", "new_expression", "constructor", "arguments")
    | rows("map", "object")
    | rows("pair", "pair", "key", "value")
    | rows("shorthand", "shorthand_property_identifier")
    | rows("pattern", "object_pattern")
    | rows("splat", "spread_element", 0)
    | rows("list", "array array_pattern")
    | rows("text", "string template_string")
    | rows("joined", "binary_expression")
    | rows("minus", "unary_expression", "argument")
    | rows("fn", "function_declaration", "parameters", "body", "name")
    | rows("fn", "function_expression arrow_function", "parameters", "body")
    | rows("each", "for_in_statement", "left", "right", "body")
    | rows("import", "import_statement", "source")
    | rows("seq", "class_body")
    | rows("same", "class_declaration", "body")
    | rows("catch", "catch_clause", "parameter", "body")
)

GO = (
    rows("seq", "source_file statement_list var_declaration const_declaration")
    | rows("same", "literal_element", 0)
    | rows("skip", "package_clause parameter_list type_declaration")
    | rows("set", "short_var_declaration assignment_statement", "left", "right")
    | rows("set", "range_clause", "left", "right")
    | rows("declare", "var_spec const_spec", "name", "value", "type")
    | rows(
        "call", "call_expression type_conversion_expression", "function", "arguments"
    )
    | rows("attr", "selector_expression", "operand", "field")
    | rows("attr", "qualified_type", "package", "name")
    | rows("struct", "composite_literal", "type", "body")
    | rows("pair", "keyed_element", "key", "value")
    | rows("list", "expression_list")
    | rows("text", "interpreted_string_literal raw_string_literal")
    | rows("joined", "binary_expression")
    | rows("pointer", "unary_expression", "operand")
    | rows(
        "fn", "function_declaration method_declaration", "parameters", "body", "name"
    )
    | rows("fn", "func_literal", "parameters", "body")
    | rows("import", "import_declaration")
)

TABLES = {
    "python": EVERY | PYTHON,
    "ruby": EVERY | RUBY,
    "php": EVERY | PHP,
    "java": EVERY | JAVA,
    "node": EVERY | NODE,
    "go": EVERY | GO,
}
"""What the nodes of each language are."""
