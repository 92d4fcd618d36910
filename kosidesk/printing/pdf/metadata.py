"""What a file says of itself: title and language, the standards it keeps, the colours it means."""

from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFInfo

from kosidesk.paths import RESOURCES
from kosidesk.printing.document import Document
from kosidesk.printing.pdf.objects import File, array, dictionary, ref, stream, text

PRODUCER = "KosiDesk"
_PROFILE = RESOURCES / "colour" / "sRGB.icc"
# Even escaped, XML cannot hold them.
_NOT_XML = str.maketrans("", "", "\ufffe\uffff")

# ISO 19005-2 (6.6) and ISO 14289-1 (5) ask for this; the second is no part of the first and needs its schema.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class Info(PDFInfo):  # type: ignore[misc]  # reportlab has no types
    """The document information dictionary, without any date: a sheet does not tell when it was made."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.title, self.author = document.title, document.author

    def format(self, _document: PDFDocument) -> bytes:
        entries = {"Title": text(self.title), "Author": text(self.author)}
        return dictionary({**entries, "Creator": text(PRODUCER), "Producer": text(PRODUCER)})


def xmp(file: File, document: Document) -> int:
    packet = _XMP.format(
        title=_escaped(document.title),
        author=_escaped(document.author),
        language=_escaped(document.language),
        producer=PRODUCER,
    )
    # Search engines of archives read it as it is.
    kind = {"Type": b"/Metadata", "Subtype": b"/XML"}
    return file.add(stream(packet.encode(), kind, compress=False))


def _escaped(said: str) -> str:
    return escape(said.translate(_NOT_XML))


def output_intents(file: File) -> bytes:
    profile = file.add(stream(_PROFILE.read_bytes(), {"N": b"3"}))
    intent = {
        "Type": b"/OutputIntent",
        "S": b"/GTS_PDFA1",
        "OutputConditionIdentifier": b"(sRGB)",
        "Info": b"(sRGB)",
        "DestOutputProfile": ref(profile),
    }
    return array([dictionary(intent)])
