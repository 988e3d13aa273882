"""Addresses in a policy that no label could show: told when the policy is saved, not when somebody waits for their label."""

from sendback.errors import Code, FieldError, Problem
from sendback.paper.missing import find_undrawable, say_missing
from sendback.policy.book import PolicyBook
from sendback.policy.faults import FaultCode, PolicyFault
from sendback.policy.text.places import find_places


def find_unprintable(text: str, book: PolicyBook) -> tuple[PolicyFault, ...]:
    """Name the line of each address with characters that no font of ours draws."""
    places, faults = find_places(text), []
    for name, address in book.addresses.items():
        written = " ".join((address.name, address.company, *address.lines, address.postcode, address.city, address.district))
        if missing := find_undrawable(f"{written} {address.region}"):
            faults.append(PolicyFault(*places.find(("address", name)), FaultCode.WRONG_VALUE, say_missing(missing)))
    return tuple(faults)


def refuse_unprintable(text: str, book: PolicyBook) -> None:
    """Refuse such a policy; Problem policy-invalid names each address as `line:column`."""
    if faults := find_unprintable(text, book):
        errors = [FieldError(f"{fault.line}:{fault.column}", fault.code.value, fault.detail) for fault in faults]
        raise Problem(Code.POLICY_INVALID, "An address cannot be printed. What is in force stays in force.", errors=errors)
