"""The place a database lies in: network disks and folders that are copied elsewhere are recognised."""

from pathlib import Path

import pytest

from clienthealth.store.place import conflicts, network_of, synced_by

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home/robin/net nfs4 rw 0 0
//box/share /mnt/my\\040share cifs rw 0 0
robin@host: /home/robin/net/deep fuse.sshfs rw 0 0
/dev/sdb1 /home/robin/net/disk ext4 rw 0 0
C: /mnt/c 9p rw 0 0
tmpfs /scratch tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/robin/net/a/clients.db", "nfs4"),
        ("/mnt/my share/clients.db", "cifs"),
        ("/home/robin/net/deep/clients.db", "fuse.sshfs"),
        ("/mnt/c/Users/clients.db", "9p"),
        ("/home/robin/net/disk/clients.db", ""),
        ("/home/robin/network/clients.db", ""),
        ("/scratch/clients.db", ""),
    ],
)
def test_the_deepest_place_that_holds_the_file_decides(path, kind):
    assert network_of(Path(path), MOUNTS) == kind


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Acme", "iCloud Drive", "Mobile Documents", "Nextcloud"])
def test_folders_of_known_programs_are_recognised_by_their_names(tmp_path, name):
    assert synced_by(tmp_path / name / "deep" / "clients.db") == str(tmp_path / name)


def test_a_mark_in_a_folder_above_is_enough(tmp_path):
    (tmp_path / ".stfolder").mkdir()

    assert synced_by(tmp_path / "a" / "b" / "clients.db") == str(tmp_path / ".stfolder")


def test_only_conflicts_of_this_database_count(tmp_path):
    for name in ("clients.sync-conflict-1.db", "clients (Robin's conflicted copy).db", "other.sync-conflict-1.db"):
        (tmp_path / name).touch()

    assert [path.name for path in conflicts(tmp_path / "clients.db")] == [
        "clients (Robin's conflicted copy).db",
        "clients.sync-conflict-1.db",
    ]
