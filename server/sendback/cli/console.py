"""How every command talks: settings in, sentences out, exit code 1 with the problem's code when refused."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

from sendback.app import make_context
from sendback.errors import Code, Problem
from sendback.settings.model import Settings
from sendback.settings.reading import WrongSetting, read_settings
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.web.context import Context

P = ParamSpec("P")
T = TypeVar("T")
OPERATOR = "operator"


def get_settings() -> Settings:
    """Read the settings, or stop with the sentence that says what is wrong."""
    try:
        return read_settings(os.environ)
    except WrongSetting as fault:
        raise click.ClickException(str(fault)) from None


@contextmanager
def open_installation() -> Iterator[Context]:
    """Open the installation that the settings name, and close it after the command."""
    context = make_context(get_settings())
    try:
        yield context
    finally:
        context.database.close()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which shop a command is about, and the installation it is in."""

    context: Context
    shop: Shop


@contextmanager
def open_shop(slug: str | None) -> Iterator[Asked]:
    """Open one shop: the one named, or the only one there is."""
    with open_installation() as context:
        shops = context.database.read(store.list_shops)
        chosen = [shop for shop in shops if slug in (None, shop.slug)]
        if len(chosen) != 1:
            names = ", ".join(shop.slug for shop in shops) or "none yet: sendback shop add"
            raise Problem(Code.NOT_FOUND, f"Say which shop with --shop. There are: {names}.")
        yield Asked(context, chosen[0])


def shop_option(command: Callable[P, T]) -> Callable[P, T]:
    """Let a command take `--shop SLUG`."""
    return click.option("--shop", "slug", metavar="SLUG", help="The shop's short name; not needed when there is one.")(command)


def json_option(command: Callable[P, T]) -> Callable[P, T]:
    """Let a command answer a machine with `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")(command)


def refusing(command: Callable[P, T]) -> Callable[P, T]:
    """End a refused command with exit code 1 and the problem's code on standard error."""

    @wraps(command)
    def around(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except Problem as problem:
            click.echo(f"{problem.code.value}: {problem.detail}", err=True)
            for error in problem.errors:
                click.echo(f"  {error.field}: {error.detail}", err=True)
            sys.exit(1)

    return around


def say_json(value: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def say_progress(text: str) -> None:
    """Show progress on a terminal, nothing in a pipe."""
    if sys.stderr.isatty():
        click.echo(f"\r{text}\033[K", nl=False, err=True)
