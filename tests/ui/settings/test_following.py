"""The settings show what holds, also when somebody else chose it."""

from __future__ import annotations

from acctdesk.ui.theme.theme import SCALES, Mode


def test_what_is_chosen_elsewhere_is_shown(study) -> None:
    page, preferences = study.page, study.page._preferences
    chosen: list[int] = []
    for control in (page.mode, page.scale, page.density):
        control.chosen.connect(chosen.append)
    preferences.set_mode(Mode.DARK)
    preferences.set_text_scale(150)
    preferences.set_compact(True)
    preferences.set_locale("de-CH")
    assert page.mode.words()[page.mode.current()] == "Dark"
    assert SCALES[page.scale.current()] == 150
    assert page.density.words()[page.density.current()] == "Compact"
    assert page.formats.value() == "de-CH"
    # Showing it is no choice of its own, which would choose again.
    assert not chosen
    preferences.set_mode(Mode.CONTRAST)
    preferences.set_locale("")
    assert page.mode.words()[page.mode.current()] == "High contrast"
    assert page.formats.value() == ""
