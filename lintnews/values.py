"""`NamedTuple` as in `typing`, without the 11 ms that importing `typing` costs.

Every run of a hook pays for its imports, so no module on its path imports `typing` at run time.
"""

from __future__ import annotations

from collections import namedtuple

DIALECTS = ("british", "american")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Meta(type):
        def __new__(cls, name, bases, namespace):
            if not bases:
                return super().__new__(cls, name, bases, namespace)
            fields = list(namespace.get("__annotations__", ()))
            defaults = [namespace.pop(field) for field in fields if field in namespace]
            made = namedtuple(name, fields, defaults=defaults, module=namespace["__module__"])
            for key, value in namespace.items():
                if key not in ("__module__", "__qualname__"):
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Meta):
        """Base of a value type: annotated fields, defaults last, methods allowed."""
