"""What everything that is read from outside is built on."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Refuse unknown names and later changes: a misspelt setting must not pass for an absent one."""

    model_config = ConfigDict(frozen=True, extra="forbid")
