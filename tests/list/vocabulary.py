"""schema.org's vocabulary: whether JSON-LD says only what it has words for."""

import json


def names(value):
    """The last parts of one @id or of a list of them."""
    nodes = value if isinstance(value, list) else [value]
    return {n["@id"].split(":")[-1] if isinstance(n, dict) else n
            for n in nodes}


class Vocabulary:
    def __init__(self, path):
        graph = json.loads(path.read_text(encoding="utf-8"))["@graph"]
        self.parents, self.domains, self.ranges = {}, {}, {}
        for node in graph:
            # Other vocabularies are named too, as equivalents.
            if not node["@id"].startswith("schema:"):
                continue
            name = node["@id"].split(":")[-1]
            self.parents[name] = names(node.get("rdfs:subClassOf", []))
            if "rdf:Property" in str(node["@type"]):
                self.domains[name] = names(
                    node.get("schema:domainIncludes", []))
                self.ranges[name] = names(
                    node.get("schema:rangeIncludes", []))

    def kinds(self, name):
        """A class with all that it is a kind of."""
        found, left = set(), [name]
        while left:
            name = left.pop()
            if name not in found:
                found.add(name)
                left += self.parents.get(name, ())
        return found

    def faults(self, value, at=""):
        """What is wrong with a value in any depth, as sentences."""
        if isinstance(value, list):
            for i, item in enumerate(value):
                yield from self.faults(item, f"{at}/{i}")
        elif isinstance(value, dict):
            kind = value.get("@type")
            if kind is not None and kind not in self.parents:
                yield f"{at}: no type {kind}"
            for key, item in value.items():
                if not key.startswith("@"):
                    yield from self.property_faults(kind, key, item, at)
                yield from self.faults(item, f"{at}/{key}")

    def property_faults(self, kind, key, value, at):
        if key not in self.domains:
            yield f"{at}: no property {key}"
            return
        if not self.domains[key] & self.kinds(kind):
            yield f"{at}: {key} is nothing of a {kind}"
        for item in value if isinstance(value, list) else [value]:
            if not self.fits(item, self.ranges[key]):
                yield f"{at}: {key} cannot be {item!r:.80}"

    def fits(self, item, ranges):
        if isinstance(item, dict):
            kinds = self.kinds(item.get("@type", "Thing"))
        elif isinstance(item, bool):
            kinds = {"Boolean"}
        elif isinstance(item, int):
            kinds = {"Integer", "Number", "Text"}
        elif isinstance(item, str) and item:
            # A text may stand for anything that is written as one.
            kinds = {"Text", "URL", "Date", "DateTime", "CssSelectorType"}
        else:
            return False
        return bool(kinds & ranges)
