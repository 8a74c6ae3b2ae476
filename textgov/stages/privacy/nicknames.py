"""What people are called among neighbours: 老王, 小顾, 丁麻子, 光头强, 阿强, 强哥."""

from __future__ import annotations

from textgov.stages.privacy import lexicon, names


def nickname(folded: str, start: int, end: int) -> names.Judged:
    """Judge a surname with a nickname (丁麻子, 吴老四)."""
    if (
        names.public(folded, start)
        or names.glued(folded, start)
        or names.is_word(folded[start : start + 2] + folded[end : end + 1])
    ):
        return None
    if folded[start] in lexicon.NOT_BEFORE_TITLE or (folded[start] == "高" and folded[start + 1] in "一二三"):
        return None
    if names.place_follows(folded, end):
        return None
    return start, end, 0.0


def nicknamed(folded: str, start: int, end: int) -> names.Judged:
    """Judge a nickname before a name (光头强, 胖子刘), or 老 and 小 with a given name (老铁)."""
    if (
        names.is_word(folded[start:end])
        or names.is_word(folded[end - 1 : end + 1])
        or names.is_word(folded[end - 1 : end + 2])
    ):
        return None
    return None if names.place_follows(folded, end) or names.glued(folded, start) else (start, end, 0.0)


def diminutive(folded: str, start: int, end: int) -> names.Judged:
    """Judge 老王, 小顾: neither part may belong to another word (养老, 小时, 小高层)."""
    surname, following = folded[start + 1], folded[end : end + 1]
    if start and names.is_word(folded[start - 1 : start + 1]):
        return None
    if (
        following
        and following not in "家的说"
        and (names.is_word(surname + following) or names.is_word(folded[start:end] + following))
    ):
        return None
    if names.place_follows(folded, end) or folded[start:end] == "老赖":
        return None
    if surname in lexicon.AMBIGUOUS or surname in "钱石":
        spoken = not following or following in "说讲骂告打,。;!?)、叫让了的家"
        left = folded[start - 1 : start]
        return (
            (start, end, -0.1)
            if spoken and (not left or left in "他她给了找问是叫和跟员的被让把,。:、" or folded[end - 1] == "头")
            else None
        )
    return start, end, 0.0


def role_call(folded: str, start: int, end: int) -> names.Judged:
    """Judge 老王 and 小温 behind a role (护工小温): a surname of any kind, but no other word (小时, 老家)."""
    following = folded[end : end + 1]
    other = names.usual(folded[start:end]) or names.is_word(folded[start:end] + following)
    crossing = following and following not in "家的说" and names.is_word(folded[end - 1] + following)
    return None if other or crossing or names.place_follows(folded, end) else (start, end, 0.0)


def called_kin(folded: str, start: int, end: int) -> names.Judged:
    """Judge one character of a given name with a word for kin (强哥, 芳姐)."""
    return None if names.is_word(folded[start:end]) or names.glued(folded, start) else (start, end, 0.0)


def affectionate(folded: str, start: int, end: int) -> names.Judged:
    """Judge 阿 with a given name (阿强)."""
    if folded[end - 1] not in lexicon.GIVEN or names.is_word(folded[start:end]):
        return None
    if names.is_word(folded[start : end + 1]) or not (
        names.ends_name(folded[end : end + 1]) or folded[end] in "成家在天把偷" or folded[end - 1] in lexicon.TYPICAL
    ):
        return None
    return start, end, 0.0
