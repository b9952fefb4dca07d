"""The words by which a long text is found, and those that are shown around a hit."""

from papi.kit.excerpts import excerpt_of
from papi.kit.text import fold_aligned
from papi.kit.wordsearch import distinct_words, is_described

TEXT = "Kính gửi: Ủy ban nhân dân. " * 20 + "Đèn chiếu sáng hẻm 4 bị hỏng từ tuần trước.\n" + "Kết thúc. " * 40


def test_each_word_is_kept_once_and_long_ones_are_cut() -> None:
    words, whole = distinct_words(f"Đèn, ĐÈN đèn; hẻm-4 {'x' * 500}")

    assert (words, whole) == (f"4 den hem {'x' * 64}", True)


def test_what_no_index_would_take_is_left_out_and_said_to_be() -> None:
    words, whole = distinct_words(" ".join(f"{number:063}" for number in range(20_000)))

    assert not whole
    assert 890_000 < len(words.encode()) <= 900_000


def test_folding_sign_by_sign_keeps_each_at_its_place() -> None:
    text = "Đường số 4—Ngã tư “Ấp Bắc”\tß İ"

    assert len(fold_aligned(text)) == len(text)
    assert fold_aligned(text).startswith("duong so 4 nga tu  ap bac  s")


def test_an_excerpt_is_taken_where_most_of_the_words_stand_together() -> None:
    found = excerpt_of(TEXT, "den hong")

    assert found is not None
    assert (found.page, found.words.startswith("…"), found.words.endswith("…")) == (1, True, True)
    assert "Đèn chiếu sáng hẻm 4 bị hỏng" in found.words
    assert len(found.words) < 220


def test_an_excerpt_stays_within_its_page_and_tells_which_it_is() -> None:
    found = excerpt_of(f"Trang đầu\f{TEXT}\fĐèn đường", "đèn đường")

    assert found is not None
    assert (found.page, found.words) == (3, "…Đèn đường")


def test_words_that_are_not_there_have_no_excerpt() -> None:
    assert excerpt_of(TEXT, "không có") is None
    assert excerpt_of(TEXT, " .* ") is None


def test_what_finds_words_is_no_table_of_the_models() -> None:
    names = ("evidence_texts", "evidence_texts_words", "evidence_texts_words_idx", "ix_evidence_texts_folded", "evidence_marks")

    assert [is_described(name, "table", {}) for name in names] == [True, False, False, False, True]
