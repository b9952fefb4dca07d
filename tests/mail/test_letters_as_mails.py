"""What stands in a mail's headers is what was written, however long and however many of its words are Vietnamese."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP, compat32
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papi.mail.composing import NoAddress, Sender, compose, one_line
from papi.mail.letters import Letter

SENDER = Sender("Theo dõi cải thiện Chỉ số PAPI – thành phố Vũng Tàu", "papi@vungtau.example.vn", "https://papi.example.vn")
JOB = UUID("01a21544-d4b4-74a6-bb93-6fd9336d8de9")
SAID = ["Báo cáo", "quý III/2024", "–", "Phường", "8:", "trả lại 3 dòng", "(“Tuyên truyền”)", "-", "a", "ẦẦẦẦẦẦẦ"]
WORDS = st.lists(st.sampled_from(SAID), max_size=30)
UNHURRIED = settings(deadline=None)


def headers(subject: str, name: str = "Lê Thị Hoa", address: str = "hoa@phuong1.example.vn") -> dict[str, str]:
    """As a reader's program shows them."""
    letter = Letter(address=address, name=name, subject=subject, opening="Kính gửi", sections=[], closing="Thư tự động.")
    sent = compose(letter, SENDER, JOB, datetime(2024, 9, 17, 9, tzinfo=UTC)).as_bytes(policy=SMTP)
    assert all(len(line) <= 998 for line in sent.splitlines())
    read = message_from_bytes(sent, policy=compat32)
    shown = {field: str(make_header(decode_header(read[field]))) for field in ("Subject", "From", "To")}
    return {field: words.replace("\r\n ", " ") for field, words in shown.items()}  # a folded line goes on (RFC 5322, 2.2.3)


@UNHURRIED
@given(WORDS)
def test_a_subject_arrives_as_it_was_written(words: list[str]) -> None:
    subject = " ".join(words)[:200].strip()

    assert headers(subject)["Subject"] == subject


@UNHURRIED
@given(WORDS)
def test_a_name_arrives_without_the_signs_of_addresses(words: list[str]) -> None:
    name = " ".join(words)

    shown = one_line(name.replace(":", " ").replace("(", " ").replace(")", " "))
    assert headers("Việc đến hạn", name)["To"] == f"{shown} <hoa@phuong1.example.vn>".strip()


def test_the_sender_is_named() -> None:
    assert headers("Việc đến hạn")["From"] == f"{SENDER.name} <{SENDER.address}>"


@pytest.mark.parametrize("trap", ["Hoa\r\nBcc: x@y.vn", "Hoa\u2028Bcc: x@y.vn", 'Hoa" <x@y.vn>, "'])
def test_no_name_and_no_subject_begins_another_header_or_address(trap: str) -> None:
    found = headers(trap, trap)

    assert "\n" not in found["Subject"]
    assert found["To"].count("@") == found["To"].count("<") == 1
    assert found["To"].endswith("<hoa@phuong1.example.vn>")


@pytest.mark.parametrize("address", ["", "hoa", "hoa@", "hoa@x.vn, y@z.vn", "hoa@x.vn\nBcc: y@z.vn", "hòa@x.vn"])
def test_what_is_no_address_gets_nothing(address: str) -> None:
    with pytest.raises(NoAddress):
        headers("Việc đến hạn", address=address)
