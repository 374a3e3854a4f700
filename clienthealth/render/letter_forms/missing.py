"""What is said where the library of a format is not installed."""

from clienthealth.errors import UsageError

EXTRA = "documents"


def not_installed(what: str) -> UsageError:
    """Return the error that names the extra a format comes with."""
    return UsageError(
        f"{what} needs the extra {EXTRA!r}, which is not installed",
        f"install it (pipx install 'clienthealth[{EXTRA}]'), or use --format txt, md or eml",
    )
