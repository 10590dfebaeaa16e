#!/usr/bin/env python3
"""Makes seed-blueprints/organisations.csv from the official municipality directory.

Reads `mrn-gemeinden.csv` and `kreise.csv` (© Statistisches Bundesamt (Destatis), 2023) and writes
one row per organisation: the region's working group, its rural districts, its municipalities and
two example organisations. A city that is its own district is one legal body and comes once, as a
municipality. Same input, same bytes out; needs nothing but Python's standard library.

    scripts/seed-organisations.py --data DIR            # writes the file
    scripts/seed-organisations.py --data DIR --check    # exit code 1 when the file is out of date
"""

import argparse
import csv
import io
import re
import sys
from collections import Counter
from pathlib import Path

HEADER = ["slug", "kind", "name", "ars", "state", "population", "parent", "lat", "lon"]
REGION = "mrn"
SLUG = re.compile(r"[a-z][a-z0-9-]{0,63}")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

# Codes of the directory ("Textkennzeichen").
RURAL_DISTRICT_PREFIX = {"43": "Kreis", "44": "Landkreis"}
CITY_DISTRICTS = {"41", "42"}
UNINCORPORATED = {"65", "66"}

EXAMPLES = [
    {"slug": "musterstadt", "kind": "municipality", "name": "Musterstadt (Beispiel)"},
    {"slug": "beispielkreis", "kind": "district", "name": "Beispielkreis (Beispiel)"},
]


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain_name(name):
    """The official name without its status: "Bensheim, Stadt" is "Bensheim"."""
    return name.split(",")[0].strip()


def slug_of(name):
    """A plain name as a slug; what stands in brackets only tells namesakes apart and is left out."""
    name = re.sub(r"\s*\([^)]*\)", "", name).lower().translate(UMLAUTS)
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-")


def district_name(row):
    """The directory leaves "Landkreis" out of names that do not say "kreis" themselves."""
    name = plain_name(row["name"])
    if "kreis" in name.lower():
        return name
    return f"{RURAL_DISTRICT_PREFIX[row['textkennzeichen']]} {name}"


def municipality_slugs(rows, district_slugs):
    """Slug per ARS. Namesakes all get their district's slug appended, none keeps the bare name."""
    plain = {row["ars"]: slug_of(plain_name(row["name"])) for row in rows}
    count = Counter(plain.values())
    return {
        row["ars"]: plain[row["ars"]]
        if count[plain[row["ars"]]] == 1
        else f"{plain[row['ars']]}-{district_slugs[row['ars'][:5]]}"
        for row in rows
    }


def district_row(district, members, slug, slugs):
    # A district has no place of its own in the directory: it is shown at its seat's municipality.
    wanted = slug_of(district["verwaltungssitz"])
    seat = next((row for row in members["all"] if slugs[row["ars"]] == wanted), {})
    return {
        "slug": slug,
        "kind": "district",
        "name": district_name(district),
        "ars": district["ags5"] + "0000000",
        "state": district["ags5"][:2],
        "population": sum(int(row["population"]) for row in members["own"]),
        "parent": REGION,
        "lat": seat.get("lat", ""),
        "lon": seat.get("lon", ""),
    }


def municipality_row(row, slug, parent):
    return {
        "slug": slug,
        "kind": "municipality",
        "name": plain_name(row["name"]),
        "ars": row["ars"],
        "state": row["ars"][:2],
        "population": int(row["population"]),
        "parent": parent,
        "lat": row["lat"],
        "lon": row["lon"],
    }


def organisations(data):
    municipalities = [
        row for row in read(data / "mrn-gemeinden.csv") if row["textkennzeichen"] not in UNINCORPORATED
    ]
    wanted = {row["ars"][:5] for row in municipalities}
    districts = {row["ags5"]: row for row in read(data / "kreise.csv") if row["ags5"] in wanted}
    rural = {key: row for key, row in districts.items() if row["textkennzeichen"] not in CITY_DISTRICTS}
    district_slugs = {key: slug_of(district_name(row)) for key, row in rural.items()}
    slugs = municipality_slugs(municipalities, district_slugs)

    rows = [{"slug": REGION, "kind": "working_group", "name": "Metropolregion Rhein-Neckar"}]
    for key in sorted(districts):
        own = sorted((row for row in municipalities if row["ars"][:5] == key), key=lambda row: row["ars"])
        parent = REGION
        if key in rural:
            parent = district_slugs[key]
            rows.append(district_row(rural[key], {"own": own, "all": municipalities}, parent, slugs))
        rows += [municipality_row(row, slugs[row["ars"]], parent) for row in own]
    return rows + EXAMPLES


def verify(rows):
    """What every reader of the file relies on; a broken rule stops the run and names the rows."""
    slugs = Counter(row["slug"] for row in rows)
    faults = [f"slug {slug!r} is used {count} times" for slug, count in slugs.items() if count > 1]
    faults += [f"slug {slug!r} is malformed" for slug in slugs if not SLUG.fullmatch(slug)]
    faults += [
        f"{row['slug']!r} names the unknown parent {row['parent']!r}"
        for row in rows
        if row.get("parent") and row["parent"] not in slugs
    ]
    if faults:
        sys.exit("\n".join(faults))


def main():
    default = Path(__file__).resolve().parent.parent / "seed-blueprints" / "organisations.csv"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder with mrn-gemeinden.csv and kreise.csv")
    parser.add_argument("--output", type=Path, default=default, metavar="FILE", help="file to write (default: %(default)s)")
    parser.add_argument("--check", action="store_true", help="write nothing, compare with the file")
    arguments = parser.parse_args()

    rows = organisations(arguments.data)
    verify(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)

    if arguments.check:
        if not arguments.output.exists() or arguments.output.read_text(encoding="utf-8") != text.getvalue():
            sys.exit(f"{arguments.output} is out of date: run this script without --check")
        return
    arguments.output.write_text(text.getvalue(), encoding="utf-8")
    print(f"{arguments.output}: {len(rows)} organisations")


if __name__ == "__main__":
    main()
