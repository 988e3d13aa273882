"""`sendback outbox`: what waits to be mailed, what failed, and trying it again."""

import click

from sendback.cli.console import OPERATOR, json_option, open_shop, refusing, say_json, shop_option
from sendback.delivery import outbox as sending
from sendback.delivery import outbox_store
from sendback.delivery.model import Job, State

STATES = [state.value for state in State]


@click.group()
def outbox() -> None:
    """Look at mail that waits or failed, and try it again."""


@outbox.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only what waits (pending) or what failed for good (dead).")
@shop_option
@json_option
@refusing
def list_all(state: str | None, slug: str | None, as_json: bool) -> None:
    """List messages that are not sent, oldest first; addresses are never shown."""
    chosen = [State(state)] if state else list(State)
    with open_shop(slug) as asked:
        jobs = [job for one in chosen for job in asked.context.database.read(outbox_store.list_jobs, asked.shop.shop_id, one)]
    if as_json:
        say_json([_facts(job) for job in jobs])
        return
    for job in jobs:
        click.echo(f"{job.job_id}  {job.state.value:<8} {job.kind.value:<14} {job.attempts} tries  {job.last_error}".rstrip())


@outbox.command("replay")
@click.argument("job_id", required=False)
@click.option("--all", "every", is_flag=True, help="Everything that failed.")
@shop_option
@refusing
def replay(job_id: str | None, every: bool, slug: str | None) -> None:
    """Try a failed message again, under the same Message-ID."""
    if bool(job_id) == every:
        raise click.UsageError("Give the id of one message, or --all.")
    with open_shop(slug) as asked:
        database, shop_id, now = asked.context.database, asked.shop.shop_id, asked.context.clock()
        dead = database.read(outbox_store.list_jobs, shop_id, State.DEAD) if every else []
        for one in [job.job_id for job in dead] if every else [job_id or ""]:
            database.write(sending.replay, shop_id, one, OPERATOR, now)
            click.echo(f"{one} is waiting to be sent.")


def _facts(job: Job) -> dict[str, object]:
    shown = {"id": job.job_id, "kind": job.kind.value, "state": job.state.value, "attempts": job.attempts}
    return {**shown, "due_at": job.due_at, "last_error": job.last_error}
