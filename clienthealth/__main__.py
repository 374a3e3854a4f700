"""`python -m clienthealth`."""

from clienthealth.cli import run

if __name__ == "__main__":
    run()
