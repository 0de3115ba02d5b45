"""The one kind of failure a user is meant to read; every other exception is a defect."""


class UserError(Exception):
    """An expected failure, told to the user in his own language.

    `code` is a stable dotted name, `text` says what happened and what is safe, `hint` what to do now.
    """

    def __init__(self, code: str, text: str, hint: str = "") -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text
        self.hint = hint

    def as_json(self) -> dict[str, str]:
        """The refusal as the console prints it."""
        return {"code": self.code, "text": self.text, "hint": self.hint}
