"""Gets LanguageTool: from Maven Central by `mvn`, which honours mirrors and proxies, else by language-tool-python's own download."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile

from lintnews.engines import EngineError
from lintnews.engines.readers import LANGUAGETOOL as VERSION
from lintnews.engines.server import folder
from lintnews.folders import cache_folder

PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
LANGUAGES = ("en", "es", "ca", "pt")  # English; the server's language detection does not load without the others
CHECKSUMS = {
    "languagetool-core-6.8.jar": "c441918b1cf2de5491756772cd4bce2a408c3b9eb08e4ab84d843b2cd50f1d2b",
    "languagetool-server-6.8.jar": "07caad9dd6ba263c5827e87eebdbf27f0163f7f5a5056005576e373072043b2e",
    "language-en-6.8.jar": "69d3fa1020dea45ad38266e3d54c81969f3ba7eef5efd0a83a8b3fd778acddd0",
    "english-pos-dict-0.6.jar": "2a3e96b49854e5275f8eb7a1bb5b3b85b82f687fed272f3043882ccc0b1634b1",
}  # SHA-256 of what decides what is found; Maven checks all that it gets by the repository's checksums
_DEPENDENCY = "<dependency><groupId>org.languagetool</groupId><artifactId>{}</artifactId><version>{}</version>{}</dependency>"
_NO_OTHERS = "<exclusions><exclusion><groupId>org.languagetool</groupId><artifactId>language-all</artifactId></exclusion></exclusions>"


def install() -> str:
    """Put LanguageTool into the user's cache folder, all at once; gives that folder. Raises EngineError and OSError."""
    os.makedirs(cache_folder(), exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache_folder(), prefix="languagetool-") as work:
        made = _by_maven(work) if shutil.which("mvn") else _by_client(work)
        if os.path.isdir(folder()):
            shutil.rmtree(folder())
        os.replace(made, folder())
    return folder()


def _by_maven(work: str) -> str:
    dependencies = [_DEPENDENCY.format(f"language-{code}", VERSION, "") for code in LANGUAGES]
    dependencies.append(_DEPENDENCY.format("languagetool-server", VERSION, _NO_OTHERS))
    with open(os.path.join(work, "pom.xml"), "w", encoding="utf-8") as file:
        file.write(
            '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>lintnews</groupId>'
            f"<artifactId>languagetool</artifactId><version>1</version><dependencies>{''.join(dependencies)}</dependencies></project>\n"
        )
    made = os.path.join(work, "made")
    command = ["mvn", "--batch-mode", "--quiet", "--strict-checksums", PLUGIN, "-DincludeScope=runtime"]
    command.append(f"-DoutputDirectory={os.path.join(made, 'libs')}")
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        reasons = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line]
        raise EngineError(f"mvn could not get LanguageTool {VERSION}: {reasons[0] if reasons else 'no reason given'}")
    verify(os.path.join(made, "libs"))
    return made


def verify(libs: str) -> None:
    """Raises EngineError unless the jars are those that we know."""
    for name, wanted in CHECKSUMS.items():
        try:
            with open(os.path.join(libs, name), "rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            raise EngineError(f"{name} is missing in what was downloaded") from None
        if found != wanted:
            raise EngineError(f"{name} is not the file that we know: its SHA-256 is {found}, not {wanted}")


def _by_client(work: str) -> str:
    """The whole of LanguageTool, all languages; the client checks the archive by its own list of checksums."""
    try:
        from language_tool_python.download_lt import LocalLanguageTool
    except ImportError:
        raise EngineError("neither mvn nor language-tool-python is there; pip install 'lintnews[languagetool]'") from None
    os.environ["LTP_PATH"] = work
    for name in ("LTP_JAR_DIR_PATH", "LTP_BYPASS_VERIFIED_DOWNLOADS"):  # the one would have it do nothing, the other not check
        os.environ.pop(name, None)
    try:
        LocalLanguageTool.from_version_name(VERSION).download()
    except Exception as error:
        raise EngineError(f"language-tool-python could not get LanguageTool {VERSION}: {error}") from None
    return os.path.join(work, f"LanguageTool-{VERSION}")
