"""Links that were tampered with."""


def spoil(secret: str) -> str:
    """Change one letter of a signature. Not the last: some of its bits stand for nothing, so that another letter says the same.

    >>> spoil("YWJj.c2lnbmF0dXJl"), spoil("YWJj.c2lnbmF0dxJl")
    ('YWJj.c2lnbmF0dxJl', 'YWJj.c2lnbmF0dyJl')
    """
    return f"{secret[:-3]}{'y' if secret[-3] == 'x' else 'x'}{secret[-2:]}"
