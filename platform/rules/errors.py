"""The one error the law raises: a stable code, a sentence that can be translated, the field at fault."""


class RuleError(Exception):
    """A rule was broken by what a person or a rule book asked for (never by a programming mistake).

    `message` is an English template with named %(name)s places, always written as a literal second argument,
    so that the message catalogue can be extracted (Babel keyword `RuleError:2`). The edge translates it and
    then fills in `values`, which never hold personal data.
    """

    def __init__(self, code: str, message: str, field: str | None = None, **values: object) -> None:
        super().__init__(code, message, field)
        self.code = code
        self.message = message
        self.field = field
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values
