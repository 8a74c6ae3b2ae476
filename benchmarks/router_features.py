"""What the router that ships reads in a letter: n-grams, latent dimensions, forms of the codebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textgov.codebook import default_codebook
from textgov.models import Head, Occurrences, Vocabulary
from textgov.stages.privacy import mask
from textgov.stages.route.evidence import Forms
from textgov.stages.train.features import choose_terms, document_frequency, idf_of, matrix, term_rows

# Chosen by benchmarks.routing, across sources and on the project's own letters, never on the development gold.
# Terms in fewer letters only cost time, those in more than half of them too.
LONGEST, MIN_LETTERS, MAX_SHARE = 4, 15, 0.5
DIMENSIONS, LATENT, EVIDENCE = 400, 1.4, 0.5
SEED = 0

# 尊敬的某某某书记: surname, two characters, office; what stands before keeps 公安局局长 and the like out.
_ADDRESSED = re.compile(
    "(?:尊敬的|敬爱的|^|[,，。:：!！\\s])([赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏姜谢邹苏潘葛范彭鲁韦马方任袁柳唐罗薛贺汤"
    "殷毕郝安常于傅余顾孟黄穆萧尹姚邵汪毛戴宋熊纪舒项梁杜阮蓝季贾江童颜郭梅林钟徐邱骆高夏蔡田胡凌霍万卢莫房丁邓洪包左石崔"
    "龚程裴陆翁曲段侯武刘龙叶黎白赖卓池乔闻党翟谭姬申冉廖温柴阎易][\u4e00-\u9fff]{2})(?=书记|省长|市长|厅长|县长|局长|主席|部长)",
    re.MULTILINE,
)

Matrix = Any


@dataclass(frozen=True)
class Space:
    """What turns texts into rows: n-grams, then latent dimensions, then evidence."""

    terms: tuple[str, ...]
    idf: NDArray[np.float32]
    kinds: tuple[str, ...]
    components: NDArray[np.float64]

    @classmethod
    def from_texts(cls, texts: Sequence[str], kinds: Sequence[str], *, dimensions: int = DIMENSIONS) -> Space:
        """Choose n-grams and learn the latent dimensions from coded and uncoded letters together."""
        from sklearn.decomposition import TruncatedSVD

        many = choose_terms(without_names(texts), longest=LONGEST, min_letters=MIN_LETTERS)
        frequency = document_frequency(term_rows(Vocabulary(many), texts), len(many))
        terms = tuple(t for t, n in zip(many, frequency, strict=True) if n <= MAX_SHARE * len(texts))
        found = term_rows(Vocabulary(terms), texts)
        idf = idf_of(found, len(terms))
        svd = TruncatedSVD(dimensions, random_state=SEED, n_iter=3).fit(matrix(found, idf))
        return cls(terms, idf, tuple(kinds), svd.components_)

    def rows(self, texts: Sequence[str]) -> Matrix:
        """Return [texts × (terms + dimensions + issues)]."""
        from scipy.sparse import csr_matrix, hstack

        forms = Forms.from_codebook(self.terms, self.kinds, default_codebook())
        found = [forms.vocabulary.find(text) for text in texts]
        owners = np.repeat(np.arange(len(texts)), [len(one.terms) for one in found])
        together = Occurrences(*(np.concatenate(parts) for parts in zip(*found, strict=True)))
        grams = matrix([one.terms[one.terms < len(self.terms)] for one in found], self.idf)
        evidence = forms.evidence(together, owners, len(texts))
        latent = LATENT * (grams @ self.components.T)
        return hstack([grams, csr_matrix(latent), csr_matrix(EVIDENCE * evidence)]).tocsr().astype(np.float64)

    def folded(self, head: Head) -> Head:
        """Return the head on n-grams and evidence alone: what it learned of latent dimensions goes to their n-grams."""
        n, d = len(self.terms), len(self.components)
        weights = head.weights[:n] + LATENT * (self.components.T @ head.weights[n : n + d])
        return Head(head.labels, weights.astype(np.float32), head.intercepts, EVIDENCE * head.weights[n + d :])


def without_names(texts: Sequence[str]) -> list[str]:
    """Return texts with personal data masked, and with the officials whom many letters address by name taken out.

    N-grams are chosen from these, so that no name gets into the vocabulary.
    """
    addressed = Counter(name for text in texts for name in _ADDRESSED.findall(text))
    pieces = {piece for name, n in addressed.items() if n > 1 for piece in (name, name[:2], name[1:])}
    names = re.compile("|".join(sorted(map(re.escape, pieces), key=len, reverse=True)))
    return [names.sub(",", mask(text).text) for text in texts]
