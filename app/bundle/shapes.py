"""Strict reading of hostile JSON into our dataclasses: every field there, of its type, and nothing more."""

import json
import types
from dataclasses import fields, is_dataclass
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
_MAX_INT = 1 << 63


def shaped(cls: type[T], value: object) -> T:
    """The JSON value as a `cls`; ValueError names the part that does not fit."""
    result: T = _read(cls, value, cls.__name__)
    return result


def _read(kind: Any, value: object, where: str) -> Any:
    if is_dataclass(kind):
        return _dataclass(kind, value, where)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        _demand(value in arguments, where)
        return value
    if origin is tuple:
        return _tuple(arguments, value, where)
    if origin is dict:
        if not isinstance(value, dict):
            raise ValueError(where)
        return {_read(str, key, where): _read(arguments[1], item, f"{where}.{key}") for key, item in value.items()}
    if kind is Any:
        return value
    _demand(type(value) is kind, where)
    if isinstance(value, str):
        value.encode()  # a lone surrogate is a ValueError
    elif isinstance(value, int):
        _demand(-_MAX_INT <= value < _MAX_INT, where)
    return value


def _dataclass(kind: Any, value: object, where: str) -> Any:
    names = {field.name for field in fields(kind)}
    if not isinstance(value, dict) or set(value) != names:
        raise ValueError(where)
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], value[name], f"{where}.{name}") for name in names})


def _tuple(arguments: tuple[Any, ...], value: object, where: str) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise ValueError(where)
    if arguments[-1] is not ...:
        _demand(len(value) == len(arguments), where)
        return tuple(_read(kind, item, where) for kind, item in zip(arguments, value, strict=True))
    return tuple(_read(arguments[0], item, where) for item in value)


def _demand(fits: bool, where: str) -> None:
    if not fits:
        raise ValueError(where)


_KNOWN_HINTS: dict[Any, types.MappingProxyType[str, Any]] = {}


def _hints(kind: Any) -> types.MappingProxyType[str, Any]:
    if kind not in _KNOWN_HINTS:
        _KNOWN_HINTS[kind] = types.MappingProxyType(get_type_hints(kind))
    return _KNOWN_HINTS[kind]


def json_value(raw: bytes) -> Any:
    """The value of JSON bytes; ValueError for anything that is none, however deep or odd."""
    try:
        return json.loads(raw)
    except RecursionError as error:
        raise ValueError("nesting") from error
