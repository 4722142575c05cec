"""Opening pages in the browser."""


def visit(page, site, name: str) -> None:
    """Open the page of that name; a page that fails would pass for a page without faults."""
    response = page.goto(site.addresses[name])
    assert response.status == site.addresses.expected_status(name)
    assert page.locator("h1").count() == 1
