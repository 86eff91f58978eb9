"""Makes a fresh machine ready to run and test the program; run again, it only looks whether all is in place.

The environment `.venv` gets what setup.cfg asks for (the program's dependencies and those of the extra `dev`) from
whatever package index pip is set up for. On Debian-like systems the system libraries that Qt needs are installed when
root, and named in one command otherwise. Standard library only.
"""

from __future__ import annotations

import configparser
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "ready"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# Parts of PySide6 whose system libraries must be there: for all use, and for a window under X11.
EVERYWHERE = (
    "QtCore.abi3.so",
    "QtGui.abi3.so",
    "QtWidgets.abi3.so",
    "QtNetwork.abi3.so",
    "QtDBus.abi3.so",
    "QtPrintSupport.abi3.so",
    "QtSvg.abi3.so",
    "QtTest.abi3.so",
    "Qt/plugins/platforms/libqoffscreen.so",
)
WINDOW = (
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
    "Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
)
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


def say(text: str) -> None:
    """One line for the person at the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def requirements() -> list[str]:
    """What setup.cfg asks for, to run and to develop."""
    config = configparser.ConfigParser(interpolation=None)
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = config["options"]["install_requires"] + "\n" + config["options.extras_require"]["dev"]
    return [line.strip() for line in listed.splitlines() if line.strip()]


def fingerprint(needed: list[str]) -> str:
    """Changes when the environment must be made anew: other dependencies, or the folder was moved."""
    return hashlib.sha256("\n".join([str(ROOT), *needed]).encode()).hexdigest()


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages when root; otherwise print the command and say False."""
    if shutil.which("apt-get") is None:
        return False
    if os.geteuid() != 0:
        say("Please run once:  sudo apt-get install -y " + " ".join(packages))
        return False
    say("Installing system packages: " + " ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-q", *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            say(done.stdout)
    return done.returncode == 0


def make_environment(needed: list[str]) -> None:
    """A new `.venv` with everything in it; the stamp is written last, so that a broken attempt is begun again."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not apt_install([package]):
            sys.exit(f"This Python cannot make environments: the package {package} is missing.")
    say("Preparing .venv (once; some 200 MB are downloaded) ...")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    if subprocess.run([*pip, *needed], env={**os.environ, "PIP_USER": "0"}, check=False).returncode:
        sys.exit(
            "pip could not install the dependencies (see above). Where a mirror is needed, set it up with pip config."
        )
    STAMP.write_text(fingerprint(needed), "utf-8")


def missing_libraries(parts: tuple[str, ...]) -> list[str]:
    """The shared libraries that the dynamic linker does not find for these parts of PySide6."""
    found = [str(path) for part in parts for path in VENV.glob(f"lib/python3*/site-packages/PySide6/{part}")]
    listing = subprocess.run(["ldd", *found], capture_output=True, text=True, check=False).stdout
    absent = {line.split()[0] for line in listing.splitlines() if line.endswith("not found")}
    return sorted(name for name in absent if not name.startswith("libQt6"))


def provide_libraries() -> None:
    """See that Qt finds its system libraries; without those for a window the tests still run."""
    absent = missing_libraries(EVERYWHERE + WINDOW)
    packages = sorted({PACKAGES[name] for name in absent if name in PACKAGES})
    if packages and apt_install(packages):
        absent = missing_libraries(EVERYWHERE + WINDOW)
    if absent:
        say("Qt needs these system libraries: " + " ".join(absent))
        if missing_libraries(EVERYWHERE):
            sys.exit("The program cannot start without them.")
        say("Without them no window can be opened; tests and demonstration work.")


def main() -> None:
    """Prepare what is lacking."""
    if not (3, 11) <= sys.version_info < (3, 14):
        sys.exit("Python 3.11, 3.12 or 3.13 is needed.")
    needed = requirements()
    if not (PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == fingerprint(needed)):
        make_environment(needed)
    if sys.platform == "linux" and shutil.which("ldd"):
        provide_libraries()


if __name__ == "__main__":
    main()
