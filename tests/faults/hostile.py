"""Files made to harm a reader: each is small on disk and large, deep or endless to a careless program."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.typeset.file import file_of


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(content), extra) + content + b"\nendstream"


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def one_page(content: bytes, resources: bytes = b"<< /Font << /F 5 0 R >> >>", more: tuple[bytes, ...] = ()) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources " + resources + b" >>"
    return file_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, content, FONT, *more])


def decompression_bomb() -> bytes:
    """A content stream of a quarter of a gigabyte in a quarter of a megabyte."""
    packer = zlib.compressobj(9)
    chunk = b"BT /F 9 Tf (x) Tj ET\n" * 50_000
    packed = b"".join(packer.compress(chunk) for _ in range(250)) + packer.flush()
    return one_page(stream(packed, b"/Filter /FlateDecode"))


def nested_bombs() -> bytes:
    """A stream packed three times over."""
    packed = b"0 0 m\n" * 5_000_000
    for _ in range(3):
        packed = zlib.compress(packed, 9)
    return one_page(stream(packed, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"))


def picture_bomb() -> bytes:
    """A picture of 60,000 by 60,000 dots."""
    image = stream(zlib.compress(b"\0" * 10_000), b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 "
                   b"/ColorSpace /DeviceGray /Filter /FlateDecode")  # fmt: skip
    resources = b"<< /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >>"
    return one_page(stream(b"q 500 0 0 500 0 0 cm /I Do Q BT /F 9 Tf (x) Tj ET"), resources, (image,))


def form_within_itself() -> bytes:
    """A form that draws itself twice."""
    resources = b"<< /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>"
    form = stream(
        b"BT /F 9 Tf 10 10 Td (x) Tj ET /X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources " + resources
    )
    return one_page(stream(b"/X Do"), resources, (form,))


def forms_without_end() -> bytes:
    """Thirty forms, each of which draws the next one ten times."""
    forms = []
    for number in range(6, 36):
        resources = b"<< /Font << /F 5 0 R >> /XObject << /X %d 0 R >> >>" % (number + 1 if number < 35 else 6)
        content = b"/X Do " * 10 if number < 35 else b"BT /F 9 Tf (x) Tj ET"
        forms.append(stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources " + resources))
    return one_page(stream(b"/X Do"), b"<< /XObject << /X 6 0 R >> >>", tuple(forms))


def many_pages() -> bytes:
    """A page tree that counts 100,000 pages."""
    kids = b" ".join([b"3 0 R"] * 100_000)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [" + kids + b"] /Count 100000 >>", page]
    return file_of([*objects, stream(b"BT /F 9 Tf (x) Tj ET"), FONT])


def pages_of_pages() -> bytes:
    """A page tree that is its own branch."""
    return file_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


def deep_arrays() -> bytes:
    """An array within an array, a hundred thousand deep, in the file's own objects."""
    return one_page(stream(b"BT /F 9 Tf (x) Tj ET"), b"<< /Deep " + b"[" * 100_000 + b"]" * 100_000 + b" >>")


def deep_content() -> bytes:
    """Brackets and saved states a hundred thousand deep in what is drawn."""
    return one_page(stream(b"q " * 100_000 + b"[" * 100_000 + b"]" * 100_000 + b" BT /F 9 Tf (x) Tj ET"))


def glyphs_on_glyphs() -> bytes:
    """Ten thousand letters in one place."""
    return one_page(stream(b"BT /F 9 Tf " + b"1 0 0 1 100 100 Tm (x) Tj " * 10_000 + b"ET"))


def rules_on_rules() -> bytes:
    """A hundred thousand lines."""
    return one_page(
        stream(b"".join(b"%d %d m %d 800 l S\n" % (n % 500, n % 700, n % 499) for n in range(100_000)) + b"BT /F 9 Tf (x) Tj ET")
    )


def script_and_file() -> bytes:
    """A script that runs on opening, a launch action and an embedded program."""
    action = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> " \
           b"/AA << /O << /S /Launch /F (/bin/true) >> >> >>"  # fmt: skip
    catalog = b"<< /Type /Catalog /Pages 2 0 R /OpenAction " + action + b" >>"
    return file_of([catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(b"BT /F 9 Tf (x) Tj ET"), FONT])


def no_pages() -> bytes:
    return file_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


def wild_numbers() -> bytes:
    """Numbers that no page has: boxes, sizes and matrices beyond all bounds."""
    content = b"BT /F 1e38 Tf 1e38 0 0 1e38 -1e38 9e99 Tm (x) Tj ET 1e38 1e38 m -1e38 0 l S 99999999999999999999 0 0 1 0 0 cm"
    return one_page(stream(content)).replace(b"[0 0 595 842]", b"[0 0 1e9 1e9]")


def larger_decompression_bomb() -> bytes:
    """A content stream of two gigabytes in two megabytes."""
    packer = zlib.compressobj(9)
    chunk = b"BT /F 9 Tf (x) Tj ET\n" * 50_000
    packed = b"".join(packer.compress(chunk) for _ in range(2_000)) + packer.flush()
    return one_page(stream(packed, b"/Filter /FlateDecode"))


def larger_nested_bombs() -> bytes:
    """Four gigabytes of blanks, packed three times over."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 24)) for _ in range(256)) + packer.flush()
    for _ in range(2):
        packed = zlib.compress(packed, 9)
    return one_page(stream(packed, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"))


def million_rules() -> bytes:
    return one_page(stream(b"".join(b"%d %d m %d %d l S\n" % (n % 590, n % 840, n % 590, n % 840 + 9) for n in range(1_000_000))
                           + b"BT /F 9 Tf (x) Tj ET"))  # fmt: skip


def grid_of_hairs() -> bytes:
    """Seven hundred lines down and seven hundred across: half a million cells."""
    lines = b"".join(b"%.2f 1 m %.2f 840 l S 1 %.2f m 590 %.2f l S\n" % (n * 0.8, n * 0.8, n * 1.2, n * 1.2) for n in range(1, 701))
    return one_page(stream(lines + b"BT /F 9 Tf (x) Tj ET"))


def million_tiny_texts() -> bytes:
    texts = b"".join(b"1 0 0 1 %d.%d %d Tm (x) Tj\n" % (n % 590, n % 10, n % 840) for n in range(1_000_000))
    return one_page(stream(b"BT /F 1 Tf " + texts + b"ET"))


def texts_below_the_limit() -> bytes:
    """As many letters as a page may have, at odd places."""
    texts = b"".join(b"1 0 0 1 %d.%d %d.%d Tm (x) Tj\n" % (n * 7 % 590, n % 10, n * 13 % 840, n % 7) for n in range(59_000))
    return one_page(stream(b"BT /F 4 Tf " + texts + b"ET"))


def many_notes() -> bytes:
    """Ten thousand annotations with appearances that are one another's."""
    notes = b" ".join(b"6 0 R" for _ in range(10_000))
    note = b"<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (x) /DA (/F 9 Tf) /AP << /N 7 0 R >> /Parent 6 0 R >>"
    look = stream(
        b"BT /F 9 Tf (x) Tj ET /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << /X 7 0 R >> >>"
    )
    return one_page(stream(b"BT /F 9 Tf (x) Tj ET"), more=(note, look)).replace(
        b"/Contents 4 0 R", b"/Contents 4 0 R /Annots [" + notes + b"]"
    )


def boxes_of_no_size() -> bytes:
    """A page box of a billion points, without size, and of no numbers."""
    return one_page(stream(b"BT /F 9 Tf (x) Tj ET")).replace(
        b"[0 0 595 842]", b"[nan inf 0 -1e400] /CropBox [1e9 1e9 -1e9 -1e9] /UserUnit 1e30"
    )


def matrices_of_nothing() -> bytes:
    """Text on a matrix of nothing, of infinities, and turned by rounding errors."""
    content = b"BT /F 9 Tf 0 0 0 0 0 0 Tm (abc) Tj 1e39 0 0 1e39 0 0 Tm (abc) Tj nan 0 0 inf 0 0 Tm (abc) Tj "
    content += b"1e-30 1 -1 1e-30 99 99 Tm (abc) Tj 1e-9 0 0 1e-9 9 9 Tm (abc) Tj 9e9 Tz 9e9 Tc (abc) Tj ET 0 0 0 0 0 0 cm 0 0 9 9 re f"
    return one_page(stream(content))


def font_without_end() -> bytes:
    """A font of a gigabyte of nothing, with a ToUnicode map of a million lines that includes itself."""
    packer = zlib.compressobj(9)
    program = b"".join(packer.compress(b"\0" * (1 << 24)) for _ in range(64)) + packer.flush()
    lines = b"".join(b"<%04X> <%04X>\n" % (n & 0xFFFF, n & 0xFFFF) for n in range(1_000_000))
    cmap = zlib.compress(
        b"/CIDInit /ProcSet findresource begin 7 usecmap begincmap 1000000 beginbfchar\n" + lines + b"endbfchar endcmap", 9
    )
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /X /ToUnicode 7 0 R /FontDescriptor 8 0 R /FirstChar 0 /LastChar 255 >>"
    made = one_page(
        stream(b"BT /G 9 Tf (x) Tj ET"),
        b"<< /Font << /G 6 0 R /F 5 0 R >> >>",
        (
            font,
            stream(cmap, b"/Filter /FlateDecode /UseCMap 7 0 R"),
            b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1 1] /ItalicAngle 0 /Ascent 1 /Descent 0 "
            b"/CapHeight 1 /StemV 1 /FontFile2 9 0 R >>",
            stream(program, b"/Filter /FlateDecode /Length1 1073741824"),
        ),
    )
    return made


def _picture(filter_: bytes, data: bytes) -> bytes:
    image = stream(
        data, b"/Type /XObject /Subtype /Image /Width 65000 /Height 65000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /" + filter_
    )
    resources = b"<< /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >>"
    return one_page(stream(b"q 595 0 0 842 0 0 cm /I Do Q BT 3 Tr /F 9 Tf (invisible text below a scan) Tj ET"), resources, (image,))


def jbig2_bomb() -> bytes:
    """A scan as a JBIG2 page of four thousand million by four thousand million dots."""
    side = b"\xff\xff\xff\xf0"
    page = b"\0\0\0\0" + b"\x30" + b"\0" + b"\x01" + b"\0\0\0\x13" + side + side + b"\0" * 8 + b"\0" + b"\0\0"
    return _picture(b"JBIG2Decode", page)


def jpx_bomb() -> bytes:
    """A scan as a JPEG 2000 picture of two thousand million by two thousand million dots in a hundred bytes."""
    side = b"\x7f\xff\xff\xff"
    size = b"\0\0" + side + side + b"\0" * 8 + side + side + b"\0" * 8 + b"\0\x01" + b"\x07\x01\x01"
    codestream = b"\xff\x4f\xff\x51" + (len(size) + 2).to_bytes(2, "big") + size
    codestream += b"\xff\x52\0\x0c\0\0\0\x01\0\x05\x04\x04\0\0" + b"\xff\x5c\0\x13\x40" + b"\x40" * 16
    return _picture(b"JPXDecode", codestream + b"\xff\x90\0\x0a\0\0\0\0\0\0\0\x01\xff\x93" + b"\0" * 40 + b"\xff\xd9")


def scan_of_a_picture_bomb() -> bytes:
    """A scan whose picture has four thousand million dots, over invisible text, so that its rules are looked for."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" * (1 << 24)) for _ in range(252)) + packer.flush()
    return _picture(b"FlateDecode", packed)


def objects_in_objects() -> bytes:
    """Object streams that say they lie in one another."""
    head = b"%PDF-1.7\n"
    one = b"1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Extends 2 0 R /Length 9 >>\nstream\n3 0 << >> \nendstream\nendobj\n"
    two = one.replace(b"1 0 obj", b"2 0 obj").replace(b"2 0 R", b"1 0 R")
    start = len(head + one + two)
    entries = b"\0\0\0\xff" + b"\2\0\2\0" + b"\2\0\1\0" + b"\2\0\1\0" + b"\1" + start.to_bytes(2, "big") + b"\0"
    table = b"4 0 obj\n<< /Type /XRef /Size 5 /W [1 2 1] /Root 3 0 R /Prev %d /Length %d >>\nstream\n" % (start, len(entries))
    return head + one + two + table + entries + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def tables_of_contents_in_a_ring() -> bytes:
    """Two cross-reference tables, each of which says that the other came before."""
    made = one_page(stream(b"BT /F 9 Tf (x) Tj ET"))
    first = made.rindex(b"xref\n0")
    second = len(made)
    table = made[first : made.rindex(b"startxref")].replace(b"/Root", b"/Prev %d /Root" % first)
    return made.replace(b"/Root", b"/Prev %d /Root" % (second + 11)) + b"\n" + table + b"startxref\n%d\n%%%%EOF\n" % (second + 12)


LARGE = (
    "larger_decompression_bomb",
    "larger_nested_bombs",
    "font_without_end",
    "scan_of_a_picture_bomb",
    "million_rules",
    "million_tiny_texts",
)
"""These take tens of seconds; the tests leave them to ``python -m tests.faults.hostile``."""
HOSTILE: dict[str, Callable[[], bytes]] = {
    function.__name__: function
    for function in (
        decompression_bomb, nested_bombs, picture_bomb, form_within_itself, forms_without_end, many_pages, pages_of_pages,
        deep_arrays, deep_content, glyphs_on_glyphs, rules_on_rules, script_and_file, no_pages, wild_numbers,
        larger_decompression_bomb, larger_nested_bombs, million_rules, grid_of_hairs, million_tiny_texts, texts_below_the_limit,
        many_notes, boxes_of_no_size, matrices_of_nothing, font_without_end, jbig2_bomb, jpx_bomb, scan_of_a_picture_bomb,
        objects_in_objects, tables_of_contents_in_a_ring,
    )
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Checks every file as ``kyoten check`` does, with its own limits, and prints what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=sorted(HOSTILE))
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in parser.parse_args(arguments).names:
            path = Path(folder) / f"{name}.pdf"
            path.write_bytes(HOSTILE[name]())
            began = time.monotonic()
            command = [sys.executable, "-c", _MEASURED, str(path)]
            found = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2])
            codes, peak = found.stdout.strip().split("|") if "|" in found.stdout else (found.stderr[-200:], "?")
            wrong += not codes or "reader-failed" in codes
            print(
                f"{name}: {path.stat().st_size} bytes, {codes or 'no defect'}, {time.monotonic() - began:.1f} s, peak {peak} MiB",
                flush=True,
            )
    return 1 if wrong else 0


_MEASURED = """
import resource, sys
from pathlib import Path
from pipeline.run.checking import Check, checks_of
from pipeline.run.sources import SourceFile
if __name__ == "__main__":
    path = Path(sys.argv[1])
    (checked,) = checks_of([SourceFile(path, path.name, path.stem)], Check())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(",".join(sorted({defect.code for defect in checked.defects})), peak, sep="|")
"""

if __name__ == "__main__":
    sys.exit(main())
