"""The JSON Schema of what is printed as JSON, made from the same declarations as that."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from careline.domain.report import ByName, Column, Form, Key, Kind, Several, Shape
from careline.render.json_ import SCHEMA
from careline.render.reading import MONEY

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]

SIMPLE: Mapping[Form, Json] = {
    Kind.TEXT: {"type": "string"},
    Kind.ID: {"type": "string", "pattern": "^[A-Z]-[0-9]+$"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.NUMBER: {"type": "integer"},
    Kind.LINE: {"type": "integer"},
    Kind.DECIMAL: {"type": "number"},
    Kind.FLAG: {"type": "boolean"},
    Kind.RATE: {"type": "number", "minimum": 0, "maximum": 1},
}


def of_object(shape: Shape) -> Json:
    """The schema of an object that stands in answers."""
    return _Schema().document(shape.about, shape.keys)


def of_answer(about: str, shapes: Iterable[Shape]) -> Json:
    """The schema of an answer that is an object of one of these shapes."""
    schema = _Schema()
    either = [schema.answer(shape.keys) for shape in shapes]
    return schema.whole(about, either[0] if len(either) == 1 else {"anyOf": either})


def of_list(about: str, columns: Iterable[Column]) -> Json:
    """The schema of a plain list."""
    schema = _Schema()
    items = {"type": "array", "items": schema.members(columns)}
    keys = (Key("as_of", Kind.MOMENT),)
    return schema.whole(about, _with(schema.answer(keys), items=items))


def of_report(name: str, about: str, sections: Mapping[str, Iterable[Column]], sometimes: Collection[str] = ()) -> Json:
    """The schema of a report; the sections in `sometimes` are there only where they are asked for."""
    schema = _Schema()
    rows = {section: {"type": "array", "items": schema.members(columns)} for section, columns in sections.items()}
    always = [section for section in rows if section not in sometimes]
    keys = (Key("as_of", Kind.MOMENT), Key("since", Kind.MOMENT, null=True), Key("until", Kind.MOMENT, null=True))
    answer = _with(schema.answer(keys), report={"const": name}, sections=_object(rows, always))
    return schema.whole(about, answer)


class _Schema:
    """One schema; a shape that has a name is told once, under `$defs`."""

    def __init__(self) -> None:
        self.known: Json = {}

    def document(self, about: str, keys: Iterable[Key]) -> Json:
        """A schema of these keys."""
        return self.whole(about, self.members(keys))

    def answer(self, keys: Iterable[Key]) -> Json:
        """These keys behind the one that says which schema this is."""
        whole = self.members(keys)
        return _object({"schema": {"const": SCHEMA}, **whole["properties"]}, ["schema", *whole["required"]])

    def whole(self, about: str, schema: Json) -> Json:
        """The schema with its head, and with what it refers to."""
        known = {"$defs": dict(sorted(self.known.items()))} if self.known else {}
        return {"$schema": DRAFT, "description": about, **schema, **known}

    def members(self, keys: Iterable[Key | Column]) -> Json:
        """An object of these keys; more may be added to it."""
        keys = tuple(keys)
        required = [each.key for each in keys if not isinstance(each, Key) or each.always]
        return _object({each.key: self.form(each.kind, null=each.null) for each in keys}, required)

    def form(self, form: Form, *, null: bool = False) -> Json:
        """What a value of this form is."""
        match form:
            case Several():
                return {"type": "array", "items": self.form(form.of)}
            case ByName():
                return {"type": "object", "additionalProperties": self.form(form.of)}
            case Shape():
                return _or_null(self._named(form), null=null)
            case Kind.MONEY:
                return _or_null(self._named(MONEY), null=null)
            case Kind():
                simple = SIMPLE[form]
                return {**simple, "type": [simple["type"], "null"]} if null else simple
            case _:
                words = [each.value for each in form]
                if null:
                    return {"type": ["string", "null"], "enum": [*words, None]}
                return {"type": "string", "enum": words}

    def _named(self, shape: Shape) -> Json:
        if not shape.name:
            return self.members(shape.keys)
        if shape.name not in self.known:
            self.known[shape.name] = {"description": shape.about, **self.members(shape.keys)}
        return {"$ref": f"#/$defs/{shape.name}"}


def _object(properties: Json, required: list[str]) -> Json:
    return {"type": "object", "properties": properties, "required": required}


def _with(answer: Json, **more: Json) -> Json:
    return _object(answer["properties"] | more, [*answer["required"], *more])


def _or_null(schema: Json, *, null: bool) -> Json:
    return {"anyOf": [schema, {"type": "null"}]} if null else schema
