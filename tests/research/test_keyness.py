"""Key words: the formulas against values worked out by hand, and what is a key and what is not."""

from __future__ import annotations

from math import erfc, isclose, log, sqrt

import pytest

import textgov
from textgov.errors import UsageError
from textgov.stages.research.keyness import dispersion, keyness, log_likelihood, log_ratio, p_value, small_corpus


def test_g2_of_a_table_worked_out_by_hand() -> None:
    # 10 of 100 against 5 of 200: expected 5, 10, 95, 190.
    by_hand = 2 * (10 * log(10 / 5) + 5 * log(5 / 10) + 90 * log(90 / 95) + 195 * log(195 / 190))
    assert isclose(log_likelihood(10, 5, 100, 200), by_hand)
    assert isclose(by_hand, 7.3298, abs_tol=1e-3)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((10, 20, 100, 200), 0.0),  # the same share
        ((0, 0, 100, 200), 0.0),
        ((10, 0, 10, 30), 2 * (10 * log(4) + 30 * log(4 / 3))),  # only in the target, and nothing else there
    ],
)
def test_g2_at_the_edges(cells: tuple[int, int, int, int], expected: float) -> None:
    assert isclose(log_likelihood(*cells), expected, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((10, 5, 100, 200), 2.0),  # 0.1 against 0.025: four times
        ((5, 10, 200, 100), -2.0),
        ((10, 20, 100, 200), 0.0),
        ((8, 0, 100, 100), 4.0),  # 0 counts as 0.5: sixteen times
        ((0, 8, 100, 100), -4.0),
    ],
)
def test_log_ratio(cells: tuple[int, int, int, int], expected: float) -> None:
    assert isclose(log_ratio(*cells), expected, abs_tol=1e-9)


@pytest.mark.parametrize(("g2", "p"), [(3.8415, 0.05), (6.6349, 0.01), (10.8276, 0.001), (15.1367, 0.0001)])
def test_p_values_of_the_table_of_chi_square(g2: float, p: float) -> None:
    assert isclose(p_value(g2), p, rel_tol=1e-3)
    assert p_value(g2) == erfc(sqrt(g2 / 2))


@pytest.mark.parametrize(
    ("counts", "sizes", "expected"),
    [
        ([2, 2, 2], [10, 10, 10], 0.0),
        ([6, 0, 0], [10, 10, 10], 2 / 3),
        ([1, 1], [30, 10], 0.25),  # shares 1/2, 1/2 where 3/4, 1/4 are expected
        ([0, 4], [90, 10], 0.9),
    ],
)
def test_dispersion(counts: list[int], sizes: list[int], expected: float) -> None:
    assert isclose(dispersion(counts, sizes), expected, abs_tol=1e-9)


def test_what_is_a_key() -> None:
    target = [["网格"] * 30 + ["居民"] * 70, ["网格"] * 10 + ["居民"] * 90]
    reference = [["居民"] * 160 + ["积分"] * 40 + ["灯谜"] * 2]
    keys = {key.word: key for key in keyness(target, reference)}
    assert set(keys) == {"网格", "居民", "积分"}  # 灯谜 is below the minimum
    assert keys["网格"].log_ratio > 0 > keys["积分"].log_ratio
    assert keys["网格"].significant
    assert not keys["居民"].significant
    assert isclose(keys["网格"].dispersion or 0, 0.25)
    assert keys["积分"].dispersion is None
    assert (keys["网格"].target, keys["网格"].reference, keys["网格"].target_rate) == (40, 0, 200.0)


def test_the_same_text_has_no_keys_that_matter() -> None:
    words = [["议事", "网格", "居民"] * 40]
    assert all(key.g2 == 0 and key.p == 1 and not key.significant for key in keyness(words, words))


@pytest.mark.parametrize(("target", "reference"), [([], [["网格"]]), ([["网格"]], []), ([[]], [[]])])
def test_an_empty_side_gives_no_keys(target: list[list[str]], reference: list[list[str]]) -> None:
    assert keyness(target, reference, minimum=1) == ()


@pytest.mark.parametrize(("sizes", "warned"), [((999, 5000), True), ((5000, 999), True), ((1000, 1000), False)])
def test_small_corpora_are_warned_of(sizes: tuple[int, int], warned: bool) -> None:
    assert bool(small_corpus(*sizes)) is warned


def test_from_texts() -> None:
    with pytest.warns(UserWarning, match="语料偏小"):
        keys = textgov.keyness("网格员上门，网格员登记，网格员回访。" * 3, "村里的鱼塘承包给外人，账目没有公布。" * 3)
    words = {key.word for key in keys if key.log_ratio > 0}
    assert "网格员" in words
    assert "鱼塘" not in words


def test_a_text_is_not_its_own_reference() -> None:
    one, other = "网格员上门，网格员登记，网格员回访。" * 3, "村里的鱼塘承包给外人，账目没有公布。" * 3
    with pytest.warns(UserWarning, match="语料偏小"):
        assert textgov.keyness(one, [one, other]) == textgov.keyness(one, other)
    with pytest.raises(UsageError, match="只有目标本身"):
        textgov.keyness([one, other], other)
