"""The watch over every browser test sees what it is there for."""

import pytest

from tests.browser.watching import Watch

FAULTS = {
    "message": ("console.log('hello')", "console: log: hello"),
    "script": ("setTimeout(() => { throw new Error('broken') })", "script: .*broken"),
    "policy": ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
    "outside": ("void open('https://other.example/')", "leaves the site: https://other.example/"),
    "not found": ("fetch('/frameworks/none/')", "status 404"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_watch_sees(browser, address, fault):
    script, line = FAULTS[fault]
    watch = Watch(address)
    page = watch.over(browser.new_context(base_url=address)).new_page()
    page.goto("/")

    page.evaluate(f"async () => {{ await {script}; await new Promise(done => setTimeout(done, 200)) }}")
    page.context.close()

    watch.expect(line)
    assert [seen for seen in watch.faults() if seen.startswith("expected")] == []
    watch.expected.clear()
    assert watch.faults() != []


def test_watch_misses_what_was_expected_and_did_not_come(address):
    watch = Watch(address)
    watch.expect("status 500")

    assert watch.faults() == ["expected, and not seen: status 500"]
