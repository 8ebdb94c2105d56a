"""The sandbox as an OpenAPI document: drawn from the catalogue, never written.

>>> paths = document("http://localhost:12111")["paths"]
>>> paths["/v1/charges"]["post"]["operationId"]
'charges.create'
"""

from functools import lru_cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core import core_schema, to_json

from sandbox.app import App
from sandbox.domain.shapes import ALIKE, HASHES, OBJECTS, fields
from sandbox.operations import CATALOGUE, Operation
from sandbox.request.forms import LARGEST_BODY
from sandbox.request.params import LONGEST_TEXT, Params
from sandbox.request.versions import PAGE_VERSION
from sandbox.response_headers import JSON
from sandbox.wire import Request, Response, StripeObject

Schema = dict[str, Any]

FORM = "application/x-www-form-urlencoded"
NESTED = {"style": "deepObject", "explode": True}
FLAT = ({"string"}, {"integer"}, {"boolean"})
REF = "#/components/schemas/"

PLAIN: dict[str, Schema] = {
    "text": {"type": "string"},
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
    "null": {"type": "null"},
    "texts": {"type": "object", "additionalProperties": {"type": "string"}},
    "any": {},
}
"""The types of an answer's fields that have no shape of their own."""


def draw(app: App, _: Request) -> Response:
    """The document, at the address where programs look for it."""
    return Response(200, to_json(document(app.base_url)), JSON)


def document(base_url: str) -> StripeObject:
    """All that can be asked of the sandbox, and what it answers, as OpenAPI 3.1."""
    return {"openapi": "3.1.0", "servers": [{"url": base_url}], **drawn()}


@lru_cache(maxsize=1)
def drawn() -> StripeObject:
    """All of the document that is the same wherever the sandbox is served."""
    names, sent = parameters()
    paths: StripeObject = {}
    for operation in CATALOGUE:
        path = paths.setdefault(operation.path, {})
        name = names[operation.params]
        path[operation.method.lower()] = described(operation, name, sent[name])
    return {
        "info": {
            "title": "Sources sandbox",
            "version": PAGE_VERSION,
            "description": "Payment Sources and Customers, without the money. "
            f"Parameters are sent as a form of at most {LARGEST_BODY} bytes.",
        },
        "security": [{"bearer": []}, {"basic": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic"},
            },
            "schemas": sent | answers(),
        },
    }


class Sendable(GenerateJsonSchema):
    """Schemas of what a form can hold: no null, and no text without an end."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        """What may be absent has no value for it: it is not sent."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        """A default is worth a word unless it stands for nothing."""
        drawn = super().default_schema(schema)
        return {k: v for k, v in drawn.items() if k != "default" or v}

    def function_wrap_schema(
        self, schema: core_schema.WrapValidatorFunctionSchema
    ) -> Schema:
        """What an empty text takes away: the models wrap nothing else."""
        return {"anyOf": [super().function_wrap_schema(schema), {"const": ""}]}

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> Schema:
        """A text of its own is never empty, and has its longest length."""
        drawn = super().function_before_schema(schema)
        if drawn == {"type": "string"}:
            drawn |= {"minLength": 1, "maxLength": LONGEST_TEXT}
        return drawn

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """The name of a field is title enough."""
        return False


def parameters() -> tuple[dict[type[Params], str], dict[str, Schema]]:
    """The names of all parameter models, and the schemas of them and what is inside."""
    models = {operation.params for operation in CATALOGUE}
    ordered = sorted(models, key=lambda model: (model.__name__, model.__module__))
    refs, drawn = models_json_schema(
        [(model, "validation") for model in ordered],
        ref_template=REF + "{model}",
        schema_generator=Sendable,
    )
    names = {model: refs[model, "validation"]["$ref"] for model in ordered}
    return {m: ref.removeprefix(REF) for m, ref in names.items()}, dict(drawn["$defs"])


def described(operation: Operation, name: str, model: Schema) -> StripeObject:
    """One operation: what it takes, by this model, and what it answers."""
    takes: list[StripeObject] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in operation.ids
    ]
    described = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": takes,
        "responses": {
            "200": answer("What was asked for.", answered(operation)),
            "default": answer("What was refused, why, and what to do.", "error"),
        },
    }
    if operation.method == "POST":
        nested = [key for key, one in model["properties"].items() if deep(one)]
        form = {
            "schema": {"$ref": REF + name},
            "encoding": dict.fromkeys(nested, NESTED),
        }
        described["requestBody"] = {"content": {FORM: form}}
    else:
        takes += query(model)
    return described


def query(model: Schema) -> list[StripeObject]:
    """The parameters of a query, one for each field of its model."""
    return [
        {
            "name": name,
            "in": "query",
            "required": name in model.get("required", ()),
            "schema": schema,
            **(NESTED if deep(schema) else {}),
        }
        for name, schema in model["properties"].items()
    ]


def deep(schema: Schema) -> bool:
    """Whether a parameter may be a hash or a list, which is written with brackets."""
    return {schema.get("type")} not in FLAT


def answer(description: str, name: str) -> StripeObject:
    """A response with a JSON body."""
    return {
        "description": description,
        "content": {"application/json": {"schema": schema_of(name)}},
    }


def answered(operation: Operation) -> str:
    """The type of what an operation answers, as the table of shapes writes it."""
    return f"list<{operation.answers}>" if operation.listed else operation.answers


def answers() -> dict[str, Schema]:
    """The schemas of everything that is answered."""
    drawn = {name: shape_of(name) for name in (*OBJECTS, *HASHES)}
    return drawn | {name: schema_of("|".join(types)) for name, types in ALIKE.items()}


def shape_of(name: str) -> Schema:
    """The schema of one object or hash: its own fields, and no others."""
    named = dict(fields(name))
    others = named.pop("*", None)
    return {
        "type": "object",
        "properties": {
            key: schema_of("|".join(shape.types)) for key, shape in named.items()
        },
        "required": [key for key, shape in named.items() if shape.always],
        "additionalProperties": schema_of("|".join(others.types)) if others else False,
    }


def schema_of(types: str) -> Schema:
    """The schema of one type, or of several to choose from.

    >>> schema_of("text|null")
    {'anyOf': [{'type': 'string'}, {'type': 'null'}]}
    >>> schema_of("=card")
    {'const': 'card'}
    """
    one, *others = types.split("|")
    if others:
        return {"anyOf": [schema_of(each) for each in (one, *others)]}
    if one.startswith("list<"):
        return list_of(one[5:-1])
    if one.startswith("["):
        return {"type": "array", "items": schema_of(one[1:-1])}
    if one.startswith("="):
        return {"const": one[1:]}
    return PLAIN[one] if one in PLAIN else {"$ref": REF + one}


def list_of(item: str) -> Schema:
    """The schema of a list as the API answers it, a page at a time."""
    return {
        "type": "object",
        "properties": {
            "object": {"const": "list"},
            "data": {"type": "array", "items": schema_of(item)},
            "has_more": {"type": "boolean"},
            "total_count": {"type": "integer"},
            "url": {"type": "string"},
        },
        "required": ["object", "data", "has_more", "url"],
        "additionalProperties": False,
    }
