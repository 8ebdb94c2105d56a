"""Where each language finds its SDK, and what is run then."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from sandbox.doccheck.execute.runners import absent, go, java, node, php, ruby
from sandbox.doccheck.execute.runners.place import Place, installed

Made = Callable[..., Path]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Makes a file, with the folders above it."""

    def make(*names: str) -> Path:
        path = tmp_path.joinpath(*names)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        return path

    return make


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder for a snippet, and a sandbox that nobody asks."""
    (tmp_path / "snippet").mkdir()
    return Place(tmp_path / "snippet", "https://127.0.0.1:9", tmp_path / "ca.pem")


def test_a_folder_that_is_named_comes_first(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then that of the folder in which one is, then those above it."""
    for name in ("named", "project/vendor"):
        made(name, "autoload.php")
    (tmp_path / "project" / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "project" / "docs")
    found = [installed("PACKAGES", "vendor", "autoload.php")]
    monkeypatch.setenv("PACKAGES", f"nowhere{os.pathsep}{tmp_path / 'named'}")
    found.append(installed("PACKAGES", "vendor", "autoload.php"))

    assert [tmp_path / "project/vendor", tmp_path / "named"] == found
    assert installed("PACKAGES", "vendor", "other.php") is None


def test_a_class_path(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders and archives, or all archives of a folder; the SDK is in either."""
    made("classes", java.SDK)
    made("jars", "other.txt")
    with ZipFile(tmp_path / "jars" / "stripe.jar", "w") as archive:
        archive.writestr(java.SDK, "")
    entries = [tmp_path / "classes", tmp_path / "none", tmp_path / "jars" / "*"]
    monkeypatch.setenv("CLASSPATH", os.pathsep.join(map(str, entries)))

    found = list(java.class_path())
    assert [*entries[:2], tmp_path / "jars" / "stripe.jar"] == found
    assert [True, False, True] == [java.holds(path, java.SDK) for path in found]


def test_a_class_path_on_which_something_is_missing(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The SDK, and the package that it cannot do without, wherever they are."""
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setenv("CLASSPATH", os.pathsep.join([str(tmp_path), "nowhere.jar"]))
    assert "there is no stripe-java on the CLASSPATH" == java.absent()
    made(java.SDK)
    told = "there is no gson on the CLASSPATH, which stripe-java needs"
    assert told == java.absent()
    made(java.GSON)

    assert "" == java.absent()


def test_java_reads_what_it_is_given(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The snippet is a file as it stands, and the class path is whole."""
    monkeypatch.setenv("CLASSPATH", "a.jar")
    command = java.command("int one = 1;", place)
    assert "int one = 1;\n" == Path(command.words[-1]).read_text(encoding="utf-8")
    assert str(Path.cwd() / "a.jar") == command.env["CLASSPATH"]


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Go keeps what it downloads: nothing but what a test puts there."""
    homes = {"GOPATH": "path", "GOMODCACHE": "mod", "GOCACHE": "built", "GOROOT": "go"}
    kept = {name: str(tmp_path / folder) for name, folder in homes.items()}
    monkeypatch.setattr(go, "settings", lambda: kept)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "mod"


def test_the_newest_module(made: Made, modules: Path) -> None:
    """Of those that were downloaded the newest; its name says its generation."""
    assert go.sdk.__wrapped__() is None
    for folder in (
        "stripe-go@v70.15.0",
        "stripe-go/v82@v82.9.0",
        "stripe-go/v9@v9.1.0",
    ):
        made("mod", "github.com", "stripe", folder, "stripe.go")

    newest = modules / "github.com/stripe/stripe-go/v82@v82.9.0"
    assert go.Sdk(newest, "github.com/stripe/stripe-go/v82") == go.sdk.__wrapped__()


def test_a_vendored_module_comes_first(made: Made, modules: Path) -> None:
    """What a project has beside it is what its pages are written for."""
    made("mod", "github.com", "stripe", "stripe-go@v70.15.0", "stripe.go")
    vendored = made("vendor", "github.com", "stripe", "stripe-go", "stripe.go").parent
    found = go.sdk.__wrapped__()
    assert go.Sdk(vendored, go.SDK) == found

    assert vendored == (go.workspace(found) / "src" / go.SDK).resolve()
    assert go.workspace(found) == go.workspace(found)
    assert modules.parent / "built" in go.workspace(found).parents


def test_php_is_opened_where_it_is_not(
    place: Place, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fragment lacks the tag; what has it is left as it stands."""
    monkeypatch.setenv("COMPOSER_VENDOR_DIR", str(made("v", "autoload.php").parent))
    first, *_, script = php.command("$one =\n1;", place).words
    assert first.endswith("php")
    assert "<?php $one =\n1;\n" == Path(script).read_text(encoding="utf-8")
    assert (place.folder / "vendor" / "autoload.php").is_file()

    (place.folder / "vendor").unlink()
    php.command("<?php\n$one = 1;", place)
    assert "<?php\n$one = 1;\n" == Path(script).read_text(encoding="utf-8")


def test_ruby_asks_our_authority(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """It finds its packages where it did before, and trusts the sandbox."""
    monkeypatch.setattr(ruby, "load_path", lambda: "/gems")
    env = ruby.command("puts 1", place).env
    assert ("/gems", str(place.authority)) == (env["RUBYLIB"], env["SSL_CERT_FILE"])


def test_nothing_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any of them says so of each."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert {
        "curl": "there is no curl and no bash on the PATH",
        "ruby": "there is no ruby on the PATH",
        "php": "there is no php on the PATH",
        "java": "there is no java with its jshell on the PATH",
        "node": "there is no node on the PATH",
        "go": "there is no go on the PATH",
    } == absent()
    assert node.absent() == absent()["node"]
