"""A site.toml is read whole or refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import SiteError
from harness.stage.site import Host, Redirect, Site, Variant, bundled_sites, is_site, load_site, site_folder
from harness.tracker.config import ConsentConfig, PortalConfig

PLAIN = """
title = "A plain site"
start = "https://www.acme.test/"

[[host]]
name = "www.acme.test"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site's folder with a page in `pages` and no declaration yet."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "index.html").write_text("<h1>Hello</h1>")
    return tmp_path


def refusal(folder: Path, text: str) -> str:
    """What load_site says about a declaration, without the file's name in front."""
    (folder / "site.toml").write_text(text)
    with pytest.raises(SiteError) as refused:
        load_site(folder)
    return str(refused.value).removeprefix(f"{folder / 'site.toml'}: ")


def test_a_declaration_is_read_whole(folder: Path) -> None:
    (folder / "site.toml").write_text("""
title = "Everything that can be said"
start = "https://www.acme.test/?utm_source=ada"
walk = ["/menu"]

[portal]
portal_id = 4242
cookie_domains = [".acme.test"]
consent = { policy = "opt-in" }

[[host]]
name = "www.acme.test"
root = "pages"
fallback = "index.html"
headers = { content-security-policy = "img-src 'self'" }
files = { "/app.js" = "pages/index.html" }
npm = { "/vue.js" = "vue/dist/vue.global.js" }

[[host.redirects]]
path = "/old"
to = "/new"
status = 301
keep_query = false

[variant.short]
title = "A shorter walk"
walk = []
""")
    (folder / "packages.toml").write_text(f'[vue]\nversion = "3.5.0"\nintegrity = "sha512-{"a" * 86}=="')
    assert load_site(str(folder)) == Site(
        title="Everything that can be said",
        start="https://www.acme.test/?utm_source=ada",
        host=(
            Host(
                name="www.acme.test",
                root="pages",
                fallback="index.html",
                headers={"content-security-policy": "img-src 'self'"},
                redirects=(Redirect(path="/old", to="/new", status=301, keep_query=False),),
                files={"/app.js": "pages/index.html"},
                npm={"/vue.js": "vue/dist/vue.global.js"},
            ),
        ),
        portal=PortalConfig(
            portal_id=4242, cookie_domains=(".acme.test",), consent=ConsentConfig(policy="opt-in", gpc=False)
        ),
        walk=("/menu",),
        variant={"short": Variant(title="A shorter walk", walk=())},
        folder=folder,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "titel" + PLAIN[6:],
            "contains unknown field `titel`; did you mean 'title'?",
            id="misspelt field",
        ),
        pytest.param(
            PLAIN + 'fallbak = "index.html"',
            "contains unknown field `fallbak` - at `host[0]`; did you mean 'fallback'?",
            id="misspelt field of a host",
        ),
        pytest.param(
            PLAIN + "colour = 3",
            "contains unknown field `colour` - at `host[0]`",
            id="field that resembles none",
        ),
        pytest.param('title = "T"\nstart = "https://www.acme.test/"', "missing required field `host`", id="no host"),
        pytest.param(
            'title = "T"\nhost = []\nstart = "https://www.acme.test/"',
            "no host is declared; add a [[host]] block with a name",
            id="empty list of hosts",
        ),
        pytest.param(
            PLAIN + '[portal]\nconsent = { policy = "ask" }',
            "Invalid enum value 'ask' - at `portal.consent.policy`",
            id="unknown policy",
        ),
        pytest.param(
            'folder = "/etc"' + PLAIN,
            "'folder' cannot be set; it is the folder that holds the file",
            id="folder",
        ),
        pytest.param(
            PLAIN + '[[host]]\nname = "www.acme.test"',
            "host 'www.acme.test' is declared twice; keep one [[host]] block per hostname",
            id="host declared twice",
        ),
        pytest.param(
            PLAIN.replace("www.acme.test", "www.acme.com"),
            "host 'www.acme.com': is not a lower-case name that ends in .test or .example, the endings that can "
            "belong to nobody",
            id="name that somebody may own",
        ),
        pytest.param(
            PLAIN.replace("https://www.acme", "https://shop.acme"),
            "start 'https://shop.acme.test/' is not an https:// address of a declared host (www.acme.test)",
            id="start elsewhere",
        ),
        pytest.param(
            PLAIN.replace("https://www.acme.test/", "/"),
            "start '/' is not an https:// address of a declared host (www.acme.test)",
            id="start without a host",
        ),
        pytest.param(
            PLAIN.replace("https://www.acme.test/", "https://[www.acme.test/"),
            "start 'https://[www.acme.test/' is not an https:// address of a declared host (www.acme.test)",
            id="start that is no address",
        ),
        pytest.param(
            PLAIN + '[portal]\ncookie_domains = ["acme.test"]',
            "cookie domain 'acme.test' does not start with a dot; write '.acme.test'",
            id="cookie domain without a dot",
        ),
        pytest.param(
            PLAIN + 'root = "page"',
            "host 'www.acme.test': root 'page' is not a folder of the site",
            id="missing root",
        ),
        pytest.param(
            PLAIN + 'root = ".."',
            "host 'www.acme.test': root '..' is not a folder of the site",
            id="root outside the site",
        ),
        pytest.param(
            PLAIN + 'root = "pages"\nfallback = "shell.html"',
            "host 'www.acme.test': fallback 'shell.html' is not a file under root 'pages'",
            id="missing fallback",
        ),
        pytest.param(
            PLAIN + 'headers = { "x y" = "1" }',
            "host 'www.acme.test': header 'x y' with the value '1' cannot be sent",
            id="impossible header",
        ),
        pytest.param(
            PLAIN + '[[host.redirects]]\npath = "old"\nto = "/new"',
            "host 'www.acme.test': redirect of 'old' does not start with one slash",
            id="redirect of no path",
        ),
        pytest.param(
            PLAIN + '[[host.redirects]]\npath = "/old"\nto = "new"',
            "host 'www.acme.test': redirect of '/old' leads to 'new', which is neither a path nor an address",
            id="redirect to nowhere",
        ),
        pytest.param(
            PLAIN + '[[host.redirects]]\npath = "/old"\nto = "/new"\nstatus = 200',
            "host 'www.acme.test': redirect of '/old' has status 200; use one of 301, 302, 303, 307, 308",
            id="redirect with status 200",
        ),
        pytest.param(
            PLAIN + '[[host.redirects]]\npath = "/a"\nto = "/b"\n[[host.redirects]]\npath = "/a"\nto = "/c"',
            "host 'www.acme.test': redirect of '/a' is declared twice; keep one",
            id="redirect declared twice",
        ),
        pytest.param(
            PLAIN + '[variant.late]\ntitle = "T"\nfiles = { "/app.js" = "late.js" }',
            "variant 'late': file '/app.js' is 'late.js', which is not a file of the site",
            id="missing file of a variant",
        ),
        pytest.param(
            PLAIN + '[variant.late]\ntitle = "T"\nwalks = []',
            "contains unknown field `walks` - at `variant[...]`; did you mean 'walk'?",
            id="misspelt field of a variant",
        ),
        pytest.param(
            "title = ",
            "is not TOML: Invalid value (at end of document)",
            id="no TOML",
        ),
    ],
)
def test_a_fault_is_named_with_its_place_and_value(folder: Path, text: str, said: str) -> None:
    assert refusal(folder, text) == said


def test_a_folder_without_a_declaration_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(SiteError) as refused:
        load_site(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path / 'site.toml'}: cannot be read (No such file or directory); a site is a folder with a site.toml"
    )


VARIED = (
    PLAIN
    + """
files = { "/app.js" = "right.js", "/style.css" = "style.css" }
[[host]]
name = "docs.acme.test"
[variant.late]
title = "The same, but late"
files = { "/app.js" = "late.js" }
[variant.short]
title = "The same, but short"
walk = ["/menu"]
journey = "decline"
"""
)


@pytest.fixture
def varied(folder: Path) -> Path:
    """A site's folder with two variants."""
    for name in ("right.js", "late.js", "style.css"):
        (folder / name).write_text("")
    (folder / "site.toml").write_text(VARIED)
    return folder


def test_a_variant_is_the_site_with_its_differences(varied: Path) -> None:
    site, late = load_site(varied), load_site(varied / "late")
    assert (late.title, late.walk, late.folder, late.variant) == ("The same, but late", (), varied, {})
    assert (late.journey, load_site(varied / "short").journey) == ("first-visit", "decline")
    assert [host.files for host in late.host] == [{"/app.js": "late.js", "/style.css": "style.css"}, {}]
    assert (late.start, late.portal, late.host[1:]) == (site.start, site.portal, site.host[1:])
    assert load_site(varied / "short").walk == ("/menu",)


def test_a_variant_is_addressed_like_a_folder(varied: Path) -> None:
    assert {name: is_site(varied / name) for name in (".", "late", "short", "soon")} == {
        ".": True,
        "late": True,
        "short": True,
        "soon": False,
    }
    assert site_folder(str(varied / "late")) == varied / "late"


def test_a_folder_inside_a_site_is_a_site_only_if_it_says_so(varied: Path) -> None:
    with pytest.raises(SiteError) as refused:
        load_site(varied / "soon")
    assert "soon/site.toml: cannot be read" in str(refused.value)


def test_a_declaration_with_something_else_for_variants_is_refused(folder: Path) -> None:
    assert refusal(folder, "variant = 3\n" + PLAIN) == "Expected `object`, got `int` - at `variant`"
    assert not is_site(folder / "late")


def test_the_bundled_sites_are_found_by_name() -> None:
    sites = bundled_sites()
    assert {"exemplary", "spa", "spa-hash", "shop-cross-domain"} <= sites.keys()
    assert sites["exemplary"].joinpath("site.toml").is_file()


def test_a_site_is_named_or_pointed_at(folder: Path) -> None:
    (folder / "site.toml").write_text(PLAIN)
    assert (site_folder("spa"), site_folder(str(folder))) == (bundled_sites()["spa"], folder)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        pytest.param("exemplry", "did you mean 'exemplary'?", id="misspelt"),
        pytest.param("zzz", f"those are {', '.join(bundled_sites())}", id="like none"),
    ],
)
def test_an_unknown_site_is_refused_with_advice(name: str, advice: str) -> None:
    with pytest.raises(SiteError) as refused:
        site_folder(name)
    assert str(refused.value) == (
        f"{name!r} is neither a folder with a site.toml nor one of the bundled sites; {advice}"
    )
