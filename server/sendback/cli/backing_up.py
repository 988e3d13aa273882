"""`sendback backup` and `restore`: all of an installation as one file, and back."""

from importlib.metadata import version
from pathlib import Path

import click

from sendback.app import utc_now
from sendback.backups.making import forget_older, make_backup
from sendback.backups.model import Kept
from sendback.backups.restoring import restore_backup
from sendback.cli.console import get_settings, refusing
from sendback.errors import Code, Problem
from sendback.settings.model import Settings
from sendback.settings.reading import get_database_url


@click.command()
@click.option("--to", "goal", type=click.Path(path_type=Path), default=Path(), help="A folder, or the file to write.")
@click.option("--keep", type=click.IntRange(1), help="Delete all but so many of the backups in the folder.")
@refusing
def backup(goal: Path, keep: int | None) -> None:
    """Copy the database as it is now, and the documents; the server may go on."""
    settings = get_settings()
    if keep and not goal.is_dir():
        raise Problem(Code.INVALID_FIELDS, "--keep is for a folder of backups.")
    file = make_backup(_find_kept(settings), goal, version("sendback"), utc_now())
    click.echo(f"{file}  {file.stat().st_size // 1024} kB")
    for gone in forget_older(goal, keep) if keep else ():
        click.echo(f"{gone} deleted")
    if bucket := _find_kept(settings).bucket:
        click.echo(f"Documents are in {bucket} and not in it: have the bucket keep versions.")
    click.echo("Not in it, and needed to restore: SENDBACK_SECRET_KEY. Keep it elsewhere.", err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Take the place of the database that is there; it is kept aside.")
@refusing
def restore(file: Path, force: bool) -> None:
    """Prove a backup whole and put it in place; stop the server first."""
    settings = get_settings()
    manifest = restore_backup(_find_kept(settings), file, force, utc_now())
    click.echo(f"Restored as of {manifest.made_at}.")
    if manifest.documents != "folder":
        click.echo(f"Documents stayed in {manifest.documents}.")
    if not settings.secret_key and not (settings.folder / "secret.key").exists():
        click.echo("SENDBACK_SECRET_KEY is missing: without the key of then, keys stay sealed and links do not open.", err=True)


def _find_kept(settings: Settings) -> Kept:
    url = settings.documents_url or f"file:{settings.folder / 'documents'}"
    if url.startswith("s3:"):
        return Kept(get_database_url(settings), None, url.partition("?")[0])
    return Kept(get_database_url(settings), Path(url.removeprefix("file:")), "")
