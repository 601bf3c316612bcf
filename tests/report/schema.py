"""JSON against a JSON Schema of draft 4: what the schemas here make use of."""

import re

TYPES = {
    "object": dict, "array": list, "string": str, "boolean": bool,
    "integer": int, "number": (int, float), "null": type(None),
}


def is_type(value, name):
    if isinstance(value, bool) and name != "boolean":
        return False
    return isinstance(value, TYPES[name])


def resolve(root, reference):
    found = root
    for part in reference.lstrip("#/").split("/"):
        found = found[part]
    return found


def of_object(root, schema, value, where):
    known = schema.get("properties", {})
    more = schema.get("additionalProperties", True)
    for name in schema.get("required", []):
        if name not in value:
            yield f"{where}: '{name}' is missing"
    patterns = schema.get("patternProperties", {})
    for name, item in value.items():
        rule = known.get(name, more)
        for pattern, its in patterns.items():
            if name not in known and re.search(pattern, name):
                rule = its
        if rule is False:
            yield f"{where}: '{name}' is not allowed"
        elif isinstance(rule, dict):
            yield from errors(root, rule, item, f"{where}.{name}")


def of_array(root, schema, value, where):
    if len(value) < schema.get("minItems", 0):
        yield f"{where}: too few items"
    if schema.get("uniqueItems") and len({repr(v) for v in value}) < len(value):
        yield f"{where}: an item is there twice"
    for number, item in enumerate(value):
        yield from errors(root, schema.get("items", {}), item,
                          f"{where}[{number}]")


def of_scalar(schema, value, where):
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is not one of {schema['enum']}"
    if isinstance(value, str) and not re.search(
            schema.get("pattern", ""), value):
        yield f"{where}: {value!r} is not like {schema['pattern']}"
    if is_type(value, "number") and value < schema.get("minimum", value):
        yield f"{where}: {value} is too small"


def errors(root, schema, value, where="$"):
    """What is wrong with the value, a line each."""
    if "$ref" in schema:
        yield from errors(root, resolve(root, schema["$ref"]), value, where)
        return
    names = schema.get("type", list(TYPES))
    names = names if isinstance(names, list) else [names]
    if not any(is_type(value, name) for name in names):
        yield f"{where}: not of type {' or '.join(names)}"
        return
    yield from of_scalar(schema, value, where)
    if isinstance(value, dict):
        yield from of_object(root, schema, value, where)
    if isinstance(value, list):
        yield from of_array(root, schema, value, where)
    for part in schema.get("allOf", []):
        yield from errors(root, part, value, where)
    for key in ("anyOf", "oneOf"):
        if key in schema and all(any(errors(root, part, value, where))
                                 for part in schema[key]):
            yield f"{where}: nothing of {key} fits"
