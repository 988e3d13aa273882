"""Telling in prose what an operation does: the docstring of what does it."""

import inspect

from sendback.web.merchant_api.operation import Operation


def describe_view(operation: Operation) -> str:
    """Give an operation's description: its view's docstring, a line for each paragraph."""
    paragraphs = inspect.cleandoc(operation.view.__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
