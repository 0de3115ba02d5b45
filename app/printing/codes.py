"""Card tokens: random letters and digits with an ISO 7064 check character, typed alike by a scanner of any layout."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RANDOM_BYTES = 8
_LENGTH = 13


def card_token(random: bytes) -> str:
    """Thirteen characters of 64 random bits and one check character (ISO 7064 MOD 37,36)."""
    if len(random) != RANDOM_BYTES:
        raise ValueError("a card token needs 8 random bytes")
    rest, digits = int.from_bytes(random, "big"), []
    for _place in range(_LENGTH):
        rest, digit = divmod(rest, 36)
        digits.append(ALPHABET[digit])
    body = "".join(reversed(digits))
    return body + check_character(body)


def check_token(token: str) -> bool:
    """Whether the text is a card token as printed: no character mistyped, no two neighbours swapped."""
    known = len(token) == _LENGTH + 1 and all(char in ALPHABET for char in token)
    return known and check_character(token[:-1]) == token[-1]


def check_character(body: str) -> str:
    """The ISO 7064 MOD 37,36 check character of letters A–Z and digits."""
    carry = 36
    for char in body:
        carry = (carry + ALPHABET.index(char)) % 36 or 36
        carry = carry * 2 % 37
    return ALPHABET[(37 - carry) % 36]
