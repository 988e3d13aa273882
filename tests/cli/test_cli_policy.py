"""sendback policy: a file tried without an installation, put in force in one, and shown again."""

import json
from pathlib import Path

from tests.cli.conftest import Type

EXAMPLE = Path(__file__).parents[2] / "examples" / "policy.toml"
SALE = '[[rule]]\nid = "sale"\nthen = "ask"\nwhen.tag = "sale"\n'


def test_a_file_is_tried_without_an_installation(type_command: Type) -> None:
    said = type_command("policy", "check", EXAMPLE)
    assert (said.exit_code, said.output) == (0, "9 rules, 1 season, 14 examples. Every example comes out as it says.\n")
    assert json.loads(type_command("policy", "check", EXAMPLE, "--json").output)["notices"] == []


def test_a_file_that_cannot_be_used_is_refused_with_its_lines(type_command: Type, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    for wrong, said in (
        ("[terms]\nwindow_days = \n", "  2:15: This is not TOML: Invalid value."),
        ("[terms]\nwindow_days = '3'\n", "  2:1: window_days is a whole number, without quotes."),
        (f'{SALE}[[example]]\ntag = "sale"\nexpect = "keep"\n', "  5:1: Example: sale says ask, not keep."),
        ("[[rule]]\n" * 100_000, "  1:1: A policy has at most 500,000 characters."),
    ):
        file.write_text(wrong)
        refused = type_command("policy", "check", file)
        assert refused.exit_code == 1
        assert refused.stderr.splitlines()[0].startswith("policy-invalid: ")
        assert refused.stderr.splitlines()[1] == said
    file.write_bytes(b"\xff\xfe\x00")
    assert type_command("policy", "check", file).stderr == "policy-invalid: The file is not UTF-8 text.\n"


def test_a_file_beside_a_shop_is_held_against_what_it_has(type_in_shop: Type, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(SALE.replace("sale", "own").replace("when.tag", "when.reason"))
    said = type_in_shop("policy", "check", file, "--shop", "nordlys").output
    assert said.splitlines()[0] == "  line 1, own: The shop offers no reason own. [unknown-name]"
    (notice,) = json.loads(type_in_shop("policy", "check", file, "--shop", "nordlys", "--json").output)["notices"]
    assert (notice["line"], notice["rule"], notice["code"]) == (1, "own", "unknown-name")


def test_what_is_put_in_force_is_shown_again(type_in_shop: Type, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(f"# Ours.\n[terms]\nwindow_days = 20\n{SALE}")
    done = type_in_shop("policy", "set", file)
    assert done.output.splitlines()[-1] == "In force as version 2."
    shown = type_in_shop("policy", "show").output
    assert shown.startswith("# Ours.\n[terms]\n")
    assert "window_days = 20" in shown
    assert type_in_shop("policy", "check").exit_code == 0
    file.write_text("[terms\n")
    assert type_in_shop("policy", "set", file).exit_code == 1
    file.write_text(f'{shown}[address.out]\nname = "Outlet 🎉"\nlines = ["Street 1"]\ncountry = "FI"\n')
    for command in ("check", "set"):
        assert "No font can print 🎉." in type_in_shop("policy", command, file).stderr
    assert type_in_shop("policy", "show").output == shown
    again = type_in_shop("policy", "set", "-", "--json", input=shown)
    assert json.loads(again.output)["version"] == 3
    assert type_in_shop("policy", "show").output == shown


def test_a_shop_without_a_policy_shows_its_terms(type_in_shop: Type) -> None:
    assert type_in_shop("policy", "show").output.startswith("[terms]\nwindow_days = 30\n")
