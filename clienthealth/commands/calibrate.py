"""`calibrate`: what was advised beside how it turned out; no conclusions from small numbers."""

import typer

from clienthealth.commands.options import JsonOption
from clienthealth.commands.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog="Example: clienthealth calibrate\n\nExample: clienthealth calibrate --json")
def calibrate(context: typer.Context, json: JsonOption = False) -> None:
    """Compare what was advised with the outcomes you noted: hits and misses with n and an interval."""
    from clienthealth.commands import calibrating, judging
    from clienthealth.render import calibration_json, calibration_text

    session = Session.of(context)
    found = calibrating.calibration(session)
    if json:
        session.write(calibration_json.as_json(found))
    else:
        judging.show(session, calibration_text.sheet(found, judging.voice_of(session, found.as_of)))
