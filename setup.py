"""What setup.cfg cannot say: the pages of docs/ that the app shows travel inside the package."""

from pathlib import Path
from shutil import copyfile

from setuptools import setup
from setuptools.command.build_py import build_py

DOCS = Path(__file__).parent / "docs"


class BuildWithHelp(build_py):
    """Copy the help beside the modules; whoever works on the tree itself has it where it is written."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for page in (*DOCS.glob("*.md"), *DOCS.glob("help/*.md")):
            goal = Path(self.build_lib) / "sendback" / "web" / "help" / "docs" / page.relative_to(DOCS)
            goal.parent.mkdir(parents=True, exist_ok=True)
            copyfile(page, goal)


setup(cmdclass={"build_py": BuildWithHelp})
