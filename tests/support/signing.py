"""People with keys of their own, and the PDFs that they sign: roots, certificates and time stamps made for the tests alone."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.support.files import pdf, pdf_of

SIGNED_AT = datetime(2024, 8, 22, 2, 12, tzinfo=UTC)  # 09:12 in Vũng Tàu
_ALL_USES = (
    *("digital_signature", "content_commitment", "key_cert_sign", "crl_sign", "key_encipherment"),
    *("data_encipherment", "key_agreement", "encipher_only", "decipher_only"),
)


@dataclass
class Holder:
    """A certificate with its key, and those above it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    above: "Holder | None" = None

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def loaded(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.certificate.public_bytes(Encoding.DER))

    @property
    def loaded_key(self) -> asn1_keys.PrivateKeyInfo:
        return asn1_keys.PrivateKeyInfo.load(self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))

    @property
    def chain(self) -> SimpleCertificateStore:
        store = SimpleCertificateStore()
        holder = self.above
        while holder is not None:
            store.register(holder.loaded)
            holder = holder.above
        return store


def holder(name: str, above: Holder | None = None, *, organisation: str | None = None, **how: Any) -> Holder:
    """A root, or one below another: `begin` and `end` of its time, `authority`, `stamps` for a time stamp's."""
    # whoever stamps the time in pyHanko's tests knows RSA alone
    key = rsa.generate_private_key(65537, 2048) if how.get("stamps") else ec.generate_private_key(ec.SECP256R1())
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    parts += [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)] if organisation else []
    subject = x509.Name(parts)
    authority = how.get("authority", above is None)
    uses = {"key_cert_sign", "crl_sign"} if authority else {"digital_signature", "content_commitment"}
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.certificate.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(how.get("begin", datetime(2020, 1, 1, tzinfo=UTC)))
        .not_valid_after(how.get("end", datetime(2040, 1, 1, tzinfo=UTC)))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{use: use in uses for use in _ALL_USES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    signing_key = above.key if above else key
    made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False)
    if how.get("stamps"):
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Holder(made.sign(signing_key, hashes.SHA256()), key, above)


class _SignerAt(PdfSigner):
    at = SIGNED_AT

    def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self.at
        return session


def signed(content: bytes, who: Holder, *, field: str = "Chu-ky-1", at: datetime = SIGNED_AT, stamper: Holder | None = None) -> bytes:
    """The PDF with one more signature, made at a moment by the signer's clock, or by a time stamp as well."""
    signer = SimpleSigner(who.loaded, who.loaded_key, who.chain)
    metadata = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    stamps = DummyTimeStamper(stamper.loaded, stamper.loaded_key, stamper.chain, fixed_dt=at) if stamper else None
    made = _SignerAt(metadata, signer, timestamper=stamps)
    made.at = at
    target = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    with ThreadPoolExecutor(1) as beside:  # it runs a loop of its own, and tests have one already
        beside.submit(made.sign_pdf, writer, output=target).result()
    return target.getvalue()


def tampered(content: bytes) -> bytes:
    """The same file with a page of another size, written over what was signed."""
    assert b"595 842" in content
    return content.replace(b"595 842", b"595 841", 1)


def with_page_changed(content: bytes) -> bytes:
    """The same file with an update behind the signature that changes a page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(90)
    writer.mark_update(page.container_ref)
    return _written(writer)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def with_proofs(content: bytes, revoked: list[Holder], *authorities: Holder) -> bytes:
    """The same file with what its authorities say of revoked certificates, as a tool for long-term archives adds it."""
    now = SIGNED_AT - timedelta(days=1)
    lists: list[asn1_crl.CertificateList] = []
    for authority in authorities:
        made = x509.CertificateRevocationListBuilder().issuer_name(authority.certificate.subject)
        made = made.last_update(now).next_update(now + timedelta(days=30))
        made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False)
        made = made.add_extension(x509.CRLNumber(1), critical=False)
        for gone in [one for one in revoked if one.above is authority]:
            entry = x509.RevokedCertificateBuilder().serial_number(gone.certificate.serial_number).revocation_date(now)
            made = made.add_revoked_certificate(entry.build())
        signed_list = made.sign(authority.key, hashes.SHA256())
        lists.append(asn1_crl.CertificateList.load(signed_list.public_bytes(Encoding.DER)))
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    DocumentSecurityStore.supply_dss_in_writer(writer, None, crls=lists)
    return _written(writer)


def endless() -> bytes:
    """A PDF whose form has more fields than anybody can count: forty floors, each naming the next one twice."""
    floors = 40
    bodies = ["<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    bodies += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"]
    bodies += [f"<</T(a)/FT/Sig/Kids[{number} 0 R {number} 0 R]>>" for number in range(5, 5 + floors)]
    bodies += ["<</T(b)/FT/Sig/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>>"]
    return pdf_of([body.encode() for body in bodies])


def hybrid() -> bytes:
    """A PDF that keeps its table of objects in the old way and, for newer programs, in the new way too."""
    old = pdf()
    body, _, _tail = old.partition(b"xref\n")
    at = len(body)
    entry = b"\x01" + at.to_bytes(4, "big") + b"\x00"
    head = f"4 0 obj<</Type/XRef/Size 5/W[1 4 1]/Index[4 1]/Length {len(entry)}>>stream\n".encode()
    content = body + head + entry + b"\nendstream endobj\n"
    table = old[old.index(b"xref\n") : old.index(b"trailer")]
    return content + table + f"trailer<</Size 5/Root 1 0 R/XRefStm {at}>>\nstartxref\n{len(content)}\n%%EOF\n".encode()


@dataclass
class Office:
    """A root that is configured, an authority below it, a signer, and whoever stamps the time."""

    root: Holder
    authority: Holder
    signer: Holder
    stamper: Holder

    def trust(self, directory: Path) -> str:
        """Configure its root in a directory."""
        directory.mkdir(exist_ok=True)
        (directory / "root.pem").write_bytes(self.root.pem)
        return str(directory)


def make_office() -> Office:
    root = holder("Gốc thử nghiệm")
    authority = holder("Cơ quan chứng thực thử nghiệm", root, authority=True)
    signer = holder("Nguyễn Văn A", authority, organisation="UBND Phường 1")
    return Office(root, authority, signer, holder("Dấu thời gian thử nghiệm", authority, stamps=True))


def paper(office: Office, **how: Any) -> bytes:
    """A page signed by the office's signer."""
    return signed(pdf(), office.signer, **how)
