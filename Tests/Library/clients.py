#!/usr/bin/env python3
"""Builds and runs packages that depend on the library: by the path of a clone, and by a version of a Git repository.

They are held to the strictest rules for imports, name each public type, use members of it, and run README's library
example word for word. What the working tree has is what they get, committed or not.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HERE = os.path.dirname(os.path.abspath(__file__))

MANIFEST = """// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error),
]

let package = Package(
  name: "client", platforms: [.macOS(.v26)],
  dependencies: [%s],
  targets: [
    .executableTarget(
      name: "example", dependencies: [.product(name: "FlowMsg", package: "flowmsg")], swiftSettings: strict),
    .executableTarget(
      name: "types", dependencies: [.product(name: "FlowMsg", package: "flowmsg")], swiftSettings: strict),
  ])
"""


def run(*command, folder):
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"{' '.join(command)}: exit {ran.returncode}\n{ran.stdout}{ran.stderr}")
    return ran.stdout


def example():
    """README's example: its only block of Swift."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as readme:
        (block,) = re.findall(r"^```swift\n(.*?)^```$", readme.read(), re.M | re.S)
    return block


def clone(folder):
    """A repository of what is in the working tree, with a version."""
    names = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=ROOT).split("\0")
    for name in filter(None, names):
        if not os.path.exists(os.path.join(ROOT, name)):
            continue
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        shutil.copy2(os.path.join(ROOT, name), os.path.join(folder, name))
    author = ("-c", "user.name=client", "-c", "user.email=client@localhost")
    run("git", "init", "-q", folder=folder)
    run("git", "add", "-A", folder=folder)
    run("git", *author, "commit", "-q", "-m", "As it is", folder=folder)
    run("git", *author, "tag", "1.0.0", folder=folder)


def client(folder, dependency):
    """Builds a client that depends on `dependency`, and runs what it has."""
    for name, source in (("example", example()), ("types", open(os.path.join(HERE, "types.swift")).read())):
        os.makedirs(os.path.join(folder, "Sources", name))
        with open(os.path.join(folder, "Sources", name, "main.swift"), "w", encoding="utf-8") as file:
            file.write(source)
    with open(os.path.join(folder, "Package.swift"), "w", encoding="utf-8") as file:
        file.write(MANIFEST % dependency)
    run("swift", "build", folder=folder)
    # The source of the example is three dots: two things are wrong with it, or one, but it is told.
    shown = run("swift", "run", "--skip-build", "example", folder=folder)
    assert shown.startswith("FM1"), shown
    shown = run("swift", "run", "--skip-build", "types", folder=folder)
    assert shown == "all types\n", shown


with tempfile.TemporaryDirectory() as folder:
    repository = os.path.join(folder, "flowmsg")
    os.mkdir(repository)
    clone(repository)
    client(os.path.join(folder, "by-path"), f'.package(path: "{repository}")')
    client(os.path.join(folder, "by-version"), f'.package(url: "file://{repository}", from: "1.0.0")')
    print("the library builds and runs as a dependency by path and by version")
