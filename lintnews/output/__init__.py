"""Reports as people and programs read them. A format is a module with `render(report, ...) -> str`."""

FORMATS = ("human", "concise", "json")
