"""By keyboard, on paper, and under the policy."""

import pytest

pytestmark = pytest.mark.browser


def test_the_keyboard_reaches_the_primary_action_and_shows_where_it_is(enter):
    bladzijde = enter("penningmeester")
    bladzijde.goto("/")
    bladzijde.keyboard.press("Tab")
    assert bladzijde.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"
    bladzijde.keyboard.press("Enter")
    for _ in range(20):
        bladzijde.keyboard.press("Tab")
        ring = bladzijde.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0; })()"
        )
        assert ring, bladzijde.evaluate("document.activeElement.outerHTML")
        if bladzijde.evaluate("document.activeElement.matches('a.knop')"):
            break
    bladzijde.keyboard.press("Enter")
    bladzijde.wait_for_url("**/geld-toevoegen")


def test_on_paper_there_are_figures_and_no_buttons(enter):
    bladzijde = enter("penningmeester")
    bladzijde.goto("/")
    bladzijde.emulate_media(media="print")
    assert bladzijde.locator("h1").is_visible()
    assert bladzijde.locator("main table").first.is_visible()
    assert not bladzijde.locator("nav.menu").is_visible()
    assert not bladzijde.locator("main a.knop").first.is_visible()


def test_the_policy_refuses_script_that_is_not_ours(enter):
    bladzijde = enter("penningmeester")
    antwoord = bladzijde.goto("/")
    beleid = antwoord.headers["content-security-policy"]
    assert "script-src 'self'" in beleid
    assert bladzijde.locator("[style], [onclick], script:not([src])").count() == 0
