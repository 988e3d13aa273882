"""What is wrong with a form: which control, and the sentence beside it and in the summary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sendback.errors import FieldError
from sendback.words.catalogue import Words

_SENTENCES = {"required": "widget.error_required", "format": "widget.error_format"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the name of its control, and what the summary says of it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Faults:
    """All that a page has to complain of; `notice` concerns no single control."""

    found: Sequence[Fault] = ()
    notice: str = ""

    def at(self, name: str) -> str:
        """Return the sentence for one control, empty when it is well."""
        return next((fault.text for fault in self.found if fault.name == name), "")

    def __bool__(self) -> bool:
        return bool(self.found or self.notice)


NONE = Faults()


def missing(words: Words, name: str, label: str) -> Fault:
    """Say that something has to be typed."""
    return Fault(name, words("widget.error_required", field=label))


def from_errors(errors: Iterable[FieldError], labels: Mapping[str, str], words: Words) -> Faults:
    """Turn the faults of a return's body into faults of the form's controls."""
    found = []
    for error in errors:
        name = _control(error.field)
        label = labels.get(name, "")
        if label and (key := _SENTENCES.get(error.code)):
            text = words(key, field=label)
        else:
            text = f"{label}: {error.detail}" if label else error.detail
        found.append(Fault(name, text))
    return Faults(found)


def _control(field: str) -> str:
    """Name the control that a fault of the body is about."""
    return "contact.address.street" if field == "contact.address.lines" else field
