#!/usr/bin/env python3
"""Makes crates/registry/data/places.txt from the official municipality directory.

Reads `gemeinden.csv`, `kreise.csv` and `laender.csv` (© Statistisches Bundesamt (Destatis), 2023) and
writes one line per place, sorted by key: Länder (2 digits), districts (5), municipal associations (9)
and municipalities (12, with their population). Areas without a municipality are left out. Same input,
same bytes out; needs nothing but Python's standard library.

    scripts/place-list.py --data DIR            # writes the file
    scripts/place-list.py --data DIR --check    # exit code 1 when the file is out of date
"""

import argparse
import csv
import sys
from pathlib import Path

SOURCE = "# © Statistisches Bundesamt (Destatis), 2023: Gemeindeverzeichnis, Gebietsstand 30.11.2023"

# Codes of the directory ("Textkennzeichen") for areas that belong to no municipality.
UNINCORPORATED = {"65", "66"}


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain_name(name):
    """The official name without its status: "Bensheim, Stadt" is "Bensheim"."""
    return name.split(",")[0].strip()


def places(data):
    """What each key names; the rest of the line follows the key."""
    named = {row["land"]: row["name"] for row in read(data / "laender.csv")}
    named |= {row["ags5"]: plain_name(row["name"]) for row in read(data / "kreise.csv")}
    for row in read(data / "gemeinden.csv"):
        if row["textkennzeichen"] in UNINCORPORATED:
            continue
        named[row["ars"]] = f"{plain_name(row['name'])}\t{int(row['population'])}"
        # An association's own digits begin with 5; a municipality without one has 0 there.
        if row["verband"] and row["ars"][5] == "5":
            named[row["ars"][:9]] = plain_name(row["verband"])
    return named


def main():
    default = Path(__file__).resolve().parent.parent / "crates" / "registry" / "data" / "places.txt"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder with gemeinden.csv, kreise.csv and laender.csv")
    parser.add_argument("--output", type=Path, default=default, metavar="FILE", help="file to write (default: %(default)s)")
    parser.add_argument("--check", action="store_true", help="write nothing, compare with the file")
    arguments = parser.parse_args()

    lines = [SOURCE] + [f"{key}\t{rest}" for key, rest in sorted(places(arguments.data).items())]
    text = "\n".join(lines) + "\n"
    if arguments.check:
        if not arguments.output.exists() or arguments.output.read_text(encoding="utf-8") != text:
            sys.exit(f"{arguments.output} is out of date: run this script without --check")
        return
    arguments.output.parent.mkdir(exist_ok=True)
    arguments.output.write_text(text, encoding="utf-8")
    print(f"{arguments.output}: {len(lines) - 1} places")


if __name__ == "__main__":
    main()
