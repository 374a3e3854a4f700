"""`undo`: one command, one undo."""


def test_undo_takes_back_everything_one_log_wrote(run):
    run.ok("add Acme")
    before = run.ok("export").out
    run.ok('log acme Called --promise "send a quote" fri --complaint Empty -s rude')

    ran = run.ok("undo")

    assert "log" in ran.out
    assert run.ok("export").out == before


def test_undo_works_back_command_by_command(run):
    empty = run.ok("export").out
    run.ok("add Acme --agreed 'All of it'")
    run.ok("log acme One")

    run.ok("undo")
    run.ok("undo")

    assert run.ok("export").out == empty
    assert run("undo").code == 3


def test_undo_of_a_correction_brings_the_old_words_back(run):
    run.ok("add Acme")
    run.ok("log acme One")
    before = run.ok("export").out
    run.ok("log acme --amend Two")

    run.ok("undo")

    assert run.ok("export").out == before


def test_nobody_takes_back_what_somebody_else_wrote(run, monkeypatch):
    run.ok("add Acme")
    monkeypatch.setenv("CLIENTHEALTH_USER", "sam")

    assert run("undo").code == 3


def test_a_record_somebody_else_built_on_stays(run, monkeypatch):
    run.ok("add Acme")
    monkeypatch.setenv("CLIENTHEALTH_USER", "sam")
    run.ok("log acme Called")
    monkeypatch.setenv("CLIENTHEALTH_USER", "robin")

    ran = run("undo")

    assert ran.code == 4
    assert "acme" in run.ok("export").out
