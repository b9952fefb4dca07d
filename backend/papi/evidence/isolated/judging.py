"""What one signature of a PDF is worth."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from asn1crypto import crl, ocsp
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from papi.evidence.isolated.signed import Coverage, Later, Revocation, TimeSource, Trust, Validity
from papi.kit import clock

_LONGEST = 200
_USES = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
_COVERAGE: dict[Any, Coverage] = {
    SignatureCoverageLevel.ENTIRE_FILE: Coverage.WHOLE,
    SignatureCoverageLevel.ENTIRE_REVISION: Coverage.REVISION,
}
_LATER: dict[Any, Later] = {
    ModificationLevel.NONE: Later.NOTHING,
    ModificationLevel.LTA_UPDATES: Later.PROOFS,
    ModificationLevel.FORM_FILLING: Later.FORMS,
}
_WEAK = {AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE, AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE}
_REVOKED = {AdESIndeterminate.REVOKED_NO_POE, AdESIndeterminate.REVOKED_CA_NO_POE}


@dataclass(frozen=True)
class Known:
    """By what certificates are judged: our roots, and what the file brings along."""

    roots: list[Certificate]
    certificates: list[Certificate]
    crls: list[crl.CertificateList]
    ocsps: list[ocsp.OCSPResponse]

    def context(self, moment: datetime, *, proof: bool = False) -> ValidationContext:
        """How a certificate is judged as of a moment; `proof`: it passes only if the file shows that it was not revoked."""
        return ValidationContext(
            trust_roots=self.roots,
            other_certs=self.certificates,
            crls=self.crls,
            ocsps=self.ocsps,
            moment=moment,
            allow_fetching=False,
            revocation_mode="require" if proof else "soft-fail",
            retroactive_revinfo=True,  # what was fetched to prove a signature is younger than it
        )


def judge(reader: PdfFileReader, found: tuple[str, Any], known: Known) -> tuple[int, dict[str, Any]]:
    """What is known of a signature, and the revision of the file that it was made for. One that cannot be judged spoils no other."""
    name, field = found
    made: EmbeddedPdfSignature | None = None
    told: dict[str, Any] = {"readable": False, "sound": False}
    try:
        made = EmbeddedPdfSignature(reader, field, name)
        told |= _signer(made.signer_cert)
        told |= _judged(made, known)
        told |= {"readable": True, "sound": _is_sound(told)}
    except Exception:  # noqa: BLE001 - it may be broken in any way; that it cannot be checked is what there is to say
        told |= {"readable": False, "sound": False}
    return (made.signed_revision if made is not None else 0), told


def _signer(certificate: Any) -> dict[str, Any]:
    subject, issuer = certificate.subject.native, certificate.issuer.native
    organisation = subject.get("organization_name") or subject.get("organizational_unit_name")
    return {
        "signer": _clean(subject.get("common_name")),
        "organisation": _clean(organisation),
        "issuer": _clean(issuer.get("common_name") or issuer.get("organization_name")),
        "certificate_until": certificate.not_valid_after.isoformat(),
    }


def _clean(name: Any) -> str | None:
    """A name as it may be shown: on one line, and not longer than names are."""
    parts = cast("list[object]", name) if isinstance(name, list) else [name or ""]
    text = " ".join(map(str, parts))
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:_LONGEST] or None


def _judged(made: EmbeddedPdfSignature, known: Known) -> dict[str, Any]:
    certificate = made.signer_cert
    moment = _stamped_at(made) or _aware(made.self_reported_timestamp) or clock.real()
    # the chain is judged on a day on which the certificate was valid: whether it was on the day of signing is a matter of its own
    day = _within(certificate, moment)
    status = validate_pdf_signature(made, known.context(day), known.context(moment), key_usage_settings=_USES)
    signed_at, source = _timing(status)
    return {
        "signed_at": signed_at.isoformat() if signed_at is not None else None,
        "time_source": source,
        "validity": _validity(certificate, signed_at or moment),
        "intact": status.intact and status.valid,
        "weak": status.trust_problem_indic in _WEAK,
        **_extent(made, status),
        "trust": _trust(status, known),
        "revocation": _revocation(made, status, known, day),
    }


def _stamped_at(made: EmbeddedPdfSignature) -> datetime | None:
    """What the time stamp beside the signature says, whoever gave it."""
    token: Any = next(extract_tst_data_iter(made.signer_info, signed=False), None)
    return token["encap_content_info"]["content"].parsed["gen_time"].native if token is not None else None


def _within(certificate: Any, moment: datetime) -> datetime:
    return min(max(moment, certificate.not_valid_before), certificate.not_valid_after)


def _validity(certificate: Any, moment: datetime) -> Validity:
    day = _within(certificate, moment)
    return Validity.EXPIRED if day < moment else Validity.NOT_YET if day > moment else Validity.VALID


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _timing(status: PdfSignatureStatus) -> tuple[datetime | None, TimeSource]:
    stamp = status.timestamp_validity
    if stamp is not None and stamp.intact and stamp.valid:
        return stamp.timestamp, TimeSource.TIMESTAMP if stamp.trusted else TimeSource.UNTRUSTED_TIMESTAMP
    reported = _aware(status.signer_reported_dt)
    return reported, TimeSource.SIGNER if reported is not None else TimeSource.NONE


def _extent(made: EmbeddedPdfSignature, status: PdfSignatureStatus) -> dict[str, Any]:
    """How much of the file was signed, and what came behind it."""
    coverage = _COVERAGE.get(status.coverage, Coverage.PART)
    later = Later.CONTENT if status.docmdp_ok is False else _LATER.get(status.modification_level, Later.CONTENT)
    if coverage is Coverage.REVISION and later is Later.NOTHING:  # what follows is no update of a PDF
        coverage = Coverage.PART if _rest(made) else Coverage.WHOLE
    return {"coverage": coverage, "later": later}


def _rest(made: Any) -> bytes:
    """What stands behind the signed bytes but for white space."""
    _start, _length, start, length = made.byte_range
    made.reader.stream.seek(start + length)
    return made.reader.stream.read().strip()


def _trust(status: PdfSignatureStatus, known: Known) -> Trust:
    problem = status.trust_problem_indic
    if not known.roots:
        return Trust.NOT_CHECKED
    if problem is None and status.validation_path is not None:
        return Trust.TRUSTED
    if problem in _REVOKED:
        return Trust.TRUSTED  # its chain was found; what became of it is said beside
    alone = status.signing_cert.self_signed != "no"
    return Trust.UNKNOWN_ROOT if alone or problem is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND else Trust.UNUSABLE


def _revocation(made: EmbeddedPdfSignature, status: PdfSignatureStatus, known: Known, day: datetime) -> Revocation:
    if status.trust_problem_indic in _REVOKED:
        return Revocation.REVOKED
    if not status.trusted or not (known.crls or known.ocsps):
        return Revocation.NOT_CHECKED
    context = known.context(day, proof=True)
    proven = validate_pdf_signature(made, context, known.context(day), key_usage_settings=_USES, skip_diff=True)
    if proven.trust_problem_indic in _REVOKED:  # told here alone where the certificate names no list of its own
        return Revocation.REVOKED
    return Revocation.GOOD if proven.trusted else Revocation.NOT_CHECKED


def _is_sound(told: dict[str, Any]) -> bool:
    return bool(
        told["intact"]
        and not told["weak"]
        and told["coverage"] is not Coverage.PART
        and told["later"] is not Later.CONTENT
        and told["validity"] is Validity.VALID
        and told["trust"] in {Trust.TRUSTED, Trust.NOT_CHECKED}
        and told["revocation"] is not Revocation.REVOKED
    )
