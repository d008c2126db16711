"""Files made to harm a reader: each is small on disk and large, deep or endless to a careless program."""

from __future__ import annotations

import zlib
from collections.abc import Callable


def pdf(objects: list[bytes], root: int = 1) -> bytes:
    """A PDF of numbered objects (from 1) with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(content), extra) + content + b"\nendstream"


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def one_page(content: bytes, resources: bytes = b"<< /Font << /F 5 0 R >> >>", more: tuple[bytes, ...] = ()) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources " + resources + b" >>"
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, content, FONT, *more])


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
    return pdf([*objects, stream(b"BT /F 9 Tf (x) Tj ET"), FONT])


def pages_of_pages() -> bytes:
    """A page tree that is its own branch."""
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


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
    return pdf([catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(b"BT /F 9 Tf (x) Tj ET"), FONT])


def no_pages() -> bytes:
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


def wild_numbers() -> bytes:
    """Numbers that no page has: boxes, sizes and matrices beyond all bounds."""
    content = b"BT /F 1e38 Tf 1e38 0 0 1e38 -1e38 9e99 Tm (x) Tj ET 1e38 1e38 m -1e38 0 l S 99999999999999999999 0 0 1 0 0 cm"
    return one_page(stream(content)).replace(b"[0 0 595 842]", b"[0 0 1e9 1e9]")


HOSTILE: dict[str, Callable[[], bytes]] = {
    function.__name__: function
    for function in (
        decompression_bomb, nested_bombs, picture_bomb, form_within_itself, forms_without_end, many_pages, pages_of_pages,
        deep_arrays, deep_content, glyphs_on_glyphs, rules_on_rules, script_and_file, no_pages, wild_numbers,
    )
}  # fmt: skip
