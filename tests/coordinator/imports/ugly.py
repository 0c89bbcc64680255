"""Makes the files that source systems, spreadsheets and people leave behind."""

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from coordinator.imports import ImportKind

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample"
FILES = {
    ImportKind.STAFF: "medarbejdere.csv",
    ImportKind.DISTRICTS: "skoledistrikter.csv",
    ImportKind.EMPLOYMENT: "beskaeftigelse.csv",
    ImportKind.SOCIAL: "social.xlsx",
    ImportKind.HEALTH: "sundhed.csv",
}
HEALTH = (
    "cpr",
    "navn",
    "adressebeskyttelse",
    "skoledistrikt",
    "forloeb",
    "henvist",
    "afsluttet",
    "fagperson",
)
SOCIAL = (
    "Personnummer",
    "Navn",
    "Adresse",
    "Beskyttet",
    "Distrikt",
    "Indsats",
    "Bevilget fra",
    "Bevilget til",
    "Rådgiver",
)
EMPLOYMENT = (
    "CPR-nr.",
    "Fornavn",
    "Efternavn",
    "Adresse",
    "Postnr.",
    "By",
    "Adressebeskyttelse",
    "Skoledistrikt",
    "Ydelse",
    "Afstand",
    "Sagsstart",
    "Sagsbehandler",
    "Jobmål A",
    "Jobmål B",
    "Ordinære timer pr. uge",
)


def sample(kind: ImportKind) -> bytes:
    return (SAMPLE / FILES[kind]).read_bytes()


def csv_text(header: Sequence[str], *rows: Sequence[str], delimiter: str = ";") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue()


def health(number="150277-9995", name="Prøvesen, Karla", protected="0", district="Vestskolen",
           title="Genoptræning", start="2025-01-04", end="", login="bepr"):  # fmt: skip
    return (number, name, protected, district, title, start, end, login)


def health_csv(*rows: Sequence[str]) -> bytes:
    return csv_text(HEALTH, *rows, delimiter=",").encode("utf-8-sig")


def employment(number="150277-9995", given="Karla", family="Prøvesen", street="Skovvej 1",
               protected="Nej", title="Fleksjob", start="01-05-2024", login="elek"):  # fmt: skip
    return (number, given, family, street, "8999", "Solbæk", protected, "Vestskolen", title,
            "Tæt på", start, login, "Butiksassistent", "", "7,5")  # fmt: skip


def employment_csv(*rows: Sequence[str]) -> bytes:
    return csv_text(EMPLOYMENT, *rows).encode("cp1252")


def xlsx(*rows: Sequence[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, change) -> bytes:
    """Give a workbook with one of its parts changed, or added when there is none."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        for each in names:
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
        if name not in names:
            new.writestr(name, change(b""))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
