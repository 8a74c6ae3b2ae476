"""Train the router that ships: ``python -m benchmarks.train_router``. Needs ``../shared``; takes about six minutes.

1. n-grams of all letters, weights by TF-IDF; forms of the codebook's issues as evidence beside them;
2. latent semantic analysis over coded and uncoded letters (Deerwester et al. 1990), so that words that no coded letter
   has learn from those that stand in like company; its weights are folded back into the n-grams;
3. linear support vector machines for issue, body and role complained about, the coders' second choices counting a little;
4. uncoded letters that these are sure of are added with a small weight, and issue and body are fitted again
   (self-training; Yarowsky 1995);
5. calibration and threshold from letters that the fitted heads had not seen (grouped folds).
"""

from __future__ import annotations

import hashlib
from typing import Any

from benchmarks.router_features import MIN_LETTERS, SEED, Space
from benchmarks.router_fit import COST, FOLDS, calibrated, fitted, judged, measured, weights_of
from benchmarks.routing_data import ROOT, Letter, coded_letters, messages, own_letters, unlabelled_texts
from textgov.codebook import default_codebook
from textgov.models import Model
from textgov.stages.train.card import label_table
from textgov.stages.train.evaluation import Evaluation
from textgov.stages.train.features import near_duplicates
from textgov.stages.train.fit import fit_head, folds


def learned_from() -> list[Letter]:
    """Return all letters that the router learns from."""
    return [*coded_letters(), *own_letters(held=False), *messages()]


def train() -> Model:
    """Train, print what was measured, write ``models/router``."""
    letters = learned_from()
    texts, more = [letter.text for letter in letters], unlabelled_texts(letters)
    space = Space.from_texts([*texts, *more], tuple(default_codebook().issues))
    features, uncoded = space.rows(texts), space.rows(more)
    fold_of = folds([x.body for x in letters], near_duplicates(texts, seed=SEED), parts=FOLDS, seed=SEED)
    openings = space.rows([letter.opening for letter in letters])
    unseen = judged(features, openings, letters, uncoded, fold_of)
    calibration = calibrated(unseen)
    quality, surprise = measured(unseen, calibration)
    final = fitted(features, letters, uncoded)
    told = [k for k, letter in enumerate(letters) if letter.source != "message"]
    roles = [letters[k].against for k in told]
    against = fit_head(features[told], roles, cost=COST / 2, seed=SEED, weights=weights_of([letters[k] for k in told]))
    heads = {"issue": final.issue, "body": final.body, "against": against}
    digest = hashlib.sha256("\0".join(f"{x.issue} {x.body} {x.text}" for x in letters).encode()).hexdigest()[:16]
    settings = {
        "kind": "router",
        "temperatures": {"issue": round(calibration.issue, 4), "body": round(calibration.body, 4), "against": 3.0},
        "mix": calibration.mix,
        "sharpness": calibration.sharpness,
        "link": final.link.round(4).tolist(),
        "threshold": round(quality.threshold, 4),
        "surprise": surprise,
        "letters": len(unseen.letters),
        "messages": len(letters) - len(unseen.letters),
        "uncoded": len(more),
        "seed": SEED,
        "digest": digest,
    }
    folded = {name: space.folded(head) for name, head in heads.items()}
    model = Model(space.terms, space.idf, folded, space.kinds, settings)
    model.save(ROOT / "models/router", card=_card(quality, settings), metrics=quality.row())
    print(quality.summary())
    return model


def _card(quality: Evaluation, settings: dict[str, Any]) -> str:
    lines = [
        "# 自带的分派模型",
        "",
        "一封信 → 诉求(43 种)→ 牵头部门(15 个),外加被投诉的一方。线性模型,词形为 1 到 4 个字,旁边是编码本里各诉求的词形。",
        f"由 `python -m benchmarks.train_router` 训练:已编码来信 {settings['letters']} 封(公开来信 4,900 封,其余为本项目自编),自编短消息 {settings['messages']} 条,"
        f"未编码来信 {settings['uncoded']} 封用于半监督;随机种子 {settings['seed']},数据摘要 {settings['digest']}。",
        "自编来信按 sha256(组名或编号) 除以 10 的余数分开:0、1、2 留作检验,其余用于训练。",
        f"不足 {MIN_LETTERS} 封信里出现过的词形不收,含两个以上数字的词形不收;文件夹里没有来信原文。",
        "",
        "## 质量",
        *quality.summary().split("\n"),
        "",
        *label_table(quality),
        "",
        "## 局限",
        "- 公开来信多出自一个省的网上问政平台;养老妇幼、邻里调解、集体资产类主要靠自编来信,换地方请先检验。",
        "- 两位编码员之间部门的一致率是 0.972,这是上限。",
        "- 模型只给建议;低于把握线的信留给人看。",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    train()
