"""Any carrier that has a karrio plug-in, behind our protocol."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from sendback.carriers.configuration import KarrioSetting
from sendback.carriers.karrio_answers import list_codes, quote_agreed, read_journey, read_purchase, read_quotes
from sendback.carriers.karrio_gateway import open_gateway
from sendback.carriers.karrio_line import Line, on_line
from sendback.carriers.karrio_requests import write_rating, write_shipment, write_tracking, write_void
from sendback.carriers.model import Bought, BoughtRef, CarrierTrouble, Parcel, Quote, TrackingEvent, TroubleKind

LISTEN_SECONDS: Final = 90
"""How long the answer to a purchase is listened for, even when whoever asked has stopped waiting."""


class KarrioCarrier:
    """Speak to a carrier through its plug-in. It cannot be asked by reference, for karrio has no such question."""

    can_find = False

    def __init__(self, setting: KarrioSetting, secrets: Mapping[str, str], clock: Callable[[], datetime]) -> None:
        self._setting, self._clock = setting, clock
        self._gateway, self._tokens = open_gateway(setting, secrets)

    @property
    def code(self) -> str:
        """The plug-in behind the word karrio, as in `karrio:ups`."""
        return self._setting.code

    def quote(self, parcel: Parcel) -> tuple[Quote, ...]:
        """Ask the plug-in for the prices of the shop's services, or of all; those of its contract are not asked for."""
        agreed = quote_agreed(self._setting)
        if agreed:
            return agreed
        services = [service.code for service in self._setting.services]
        request = write_rating(parcel, services, self._setting)
        rates = self._ask("RateRequest", request, "create_rate_request", "get_rates", "parse_rate_response")
        quotes = read_quotes(rates, self.code)
        return tuple(quote for quote in quotes if not services or quote.service in services)

    def buy(self, parcel: Parcel) -> Bought:
        """Buy a return where the plug-in knows returns, else a shipment from the shopper to the shop."""
        is_return = "create_return_shipment" in self._gateway.proxy_methods
        what = "return_shipment" if is_return else "shipment"
        service = parcel.service or (self._setting.services[0].code if self._setting.services else "standard")
        request = write_shipment(parcel, service, self._setting, is_return)
        verbs = (f"create_{what}_request", f"create_{what}", f"parse_{what}_response")
        shipment = self._ask("ShipmentRequest", request, *verbs, seconds=LISTEN_SECONDS, when_odd=TroubleKind.UNKNOWN)
        try:
            return read_purchase(shipment, self._setting, parcel.reference, service, self._clock())
        except (AttributeError, TypeError, ValueError) as error:
            reason = f"The carrier's answer to a purchase cannot be used ({type(error).__name__})."
            raise CarrierTrouble(TroubleKind.UNKNOWN, reason) from None

    def find(self, reference: str) -> Bought | None:  # noqa: ARG002
        """Find nothing, see `can_find`."""
        return None

    def find_all(self, reference: str) -> tuple[Bought, ...]:  # noqa: ARG002
        """Find nothing, see `can_find`."""
        return ()

    def void(self, bought: BoughtRef) -> None:
        """Cancel a purchase."""
        verbs = ("create_cancel_shipment_request", "cancel_shipment", "parse_cancel_shipment_response")
        done = self._ask("ShipmentCancelRequest", write_void(bought), *verbs)
        if not done.success:
            raise CarrierTrouble(TroubleKind.REFUSED, "The carrier did not take the label back.")

    def track(self, tracking_number: str) -> tuple[TrackingEvent, ...]:
        """Ask for a journey."""
        verbs = ("create_tracking_request", "get_tracking", "parse_tracking_response")
        return read_journey(self._ask("TrackingRequest", write_tracking(tracking_number), *verbs))

    def _ask(
        self,
        model: str,
        request: Mapping[str, Any],
        write: str,
        verb: str,
        read: str,
        seconds: float = 0,
        when_odd: TroubleKind = TroubleKind.RUBBISH,
    ) -> Any:
        """Put one question by the plug-in's own three steps, and give its result; CarrierTrouble for all that goes wrong."""
        if verb not in self._gateway.proxy_methods:
            raise CarrierTrouble(TroubleKind.REFUSED, f"The karrio plug-in {self._setting.plugin} has no {verb}.")
        self._sign_in()
        when_lost = TroubleKind.UNKNOWN if when_odd is TroubleKind.UNKNOWN else TroubleKind.LATER
        with on_line(self._setting.servers, seconds or self._setting.budget.other_seconds, when_lost) as line:
            try:
                result, messages = self._speak(model, request, write, verb, read)
            except Exception as error:
                raise self._explain(line, error, when_odd) from None
        if line.broken:
            raise self._explain(line, line.broken, when_odd)
        if result is None or (result == [] and messages):
            codes = list_codes(messages)
            if line.status >= 400 or messages:
                raise CarrierTrouble(TroubleKind.REFUSED, f"The carrier refused ({codes or f'HTTP {line.status}'}).")
            raise CarrierTrouble(when_odd, "The carrier's answer cannot be used.")
        return result

    def _speak(self, model: str, request: Mapping[str, Any], write: str, verb: str, read: str) -> tuple[Any, Any]:
        from karrio import lib
        from karrio.core import models

        mapper, proxy = self._gateway.mapper, self._gateway.proxy
        payload = lib.to_object(getattr(models, model), dict(request))
        answer = getattr(proxy, verb)(getattr(mapper, write)(payload))
        result, messages = getattr(mapper, read)(answer)
        return result, messages

    def _sign_in(self) -> None:
        """Fetch a token beforehand, where the plug-in needs one: if that fails, nothing can have been bought."""
        if "authenticate" not in self._gateway.proxy_methods:
            return
        with on_line(self._setting.servers, self._setting.budget.other_seconds, TroubleKind.LATER) as line:
            try:
                self._gateway.proxy.authenticate()
            except Exception as error:
                self._tokens.clear()
                if line.broken:
                    raise line.broken from None
                reason = f"The carrier did not let us in ({list_codes(getattr(error, 'messages', ())) or type(error).__name__})."
                raise CarrierTrouble(TroubleKind.LATER, reason) from None

    def _explain(self, line: Line, error: Exception, when_odd: TroubleKind) -> CarrierTrouble:
        """Say what an exception means by how far the request had come; its text may hold an address and is left out."""
        if line.broken:
            if line.status in (401, 403):
                self._tokens.clear()
            return line.broken
        if not line.sent:
            return CarrierTrouble(TroubleKind.REFUSED, f"The plug-in cannot ask for this parcel ({type(error).__name__}).")
        if 400 <= line.status < 500:
            return CarrierTrouble(TroubleKind.REFUSED, f"The carrier refused (HTTP {line.status}).")
        return CarrierTrouble(when_odd, f"The carrier's answer could not be understood ({type(error).__name__}).")
