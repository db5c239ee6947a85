from __future__ import annotations

from pathlib import Path

from clean import MADE, clean


def test_only_what_was_made_here_is_removed(tmp_path: Path) -> None:
    for name in MADE:
        (tmp_path / name).mkdir()
        (tmp_path / name / "inside").touch()
    (tmp_path / "acctdesk" / "__pycache__").mkdir(parents=True)
    (tmp_path / "acctdesk" / "app.py").touch()
    (tmp_path / "notes.txt").write_text("not committed yet")
    clean(tmp_path)
    assert sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*")) == [
        "acctdesk",
        str(Path("acctdesk") / "app.py"),
        "notes.txt",
    ]


def test_a_linked_folder_is_unlinked_and_its_target_kept(tmp_path: Path) -> None:
    target = tmp_path / "pictures"
    target.mkdir()
    (target / "kept.png").touch()
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "out").symlink_to(target)
    clean(root)
    assert not (root / "out").exists()
    assert (target / "kept.png").exists()
