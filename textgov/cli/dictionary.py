"""``textgov dictionary discover|add|near``."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Annotated

import typer

from textgov.cli.chinese import ChineseCommand, ChineseGroup
from textgov.cli.inputs import CodebookFile, Inputs, Output, reads_documents

app = typer.Typer(cls=ChineseGroup, help="找新词、维护自己的词典、看词的相近用法。", no_args_is_help=True)

Dictionary = Annotated[
    Path | None,
    typer.Option("--dictionary", metavar="文件", help="自己的词典(jieba 格式,一行一个词)", show_default=False),
]


@reads_documents
def discover(
    inputs: Inputs,
    output: Output = None,
    minimum: Annotated[
        int | None,
        typer.Option("--minimum", metavar="次数", help="至少出现几次;不写则按文字多少定", min=2, show_default=False),
    ] = None,
    top: Annotated[int, typer.Option("--top", metavar="个数", help="最多列出多少个", min=1)] = 500,
    dictionary: Dictionary = None,
    codebook: CodebookFile = None,
) -> None:
    """从报告或来信里找词典没有的词:品牌名、机构、岗位、做法、地名。

    依据是凝合程度(PMI)、左右搭配的自由程度(熵)、引号和“取名”“工作机制”等字样。来信先遮盖个人信息。
    “已收录”是编码本或自带词库已有的。在 .xlsx 的“采用”列写“是”,再用 dictionary add --from 加进词典。

    例:textgov dictionary discover 报告文件夹 -o 新词.xlsx
    """
    from dataclasses import replace

    from textgov import vocabulary
    from textgov.settings import DISCOVER
    from textgov.stages.export.vocabulary_tables import new_word_row, new_word_table

    settings = replace(DISCOVER, minimum=minimum or 0, most=top)
    documents = inputs.read()
    found = vocabulary.discover(
        inputs.console.progress(documents, "找新词"), dictionary=dictionary, codebook=codebook, settings=settings
    )
    new = sum(not word.listed for word in found)
    inputs.console.say(f"找到 {len(found)} 个词,其中 {new} 个未收录")
    inputs.write(output, lambda: [new_word_row(word) for word in found], lambda: [new_word_table(found)])


def add(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="词", help="要加的词,可写多个", show_default=False)
    ] = None,
    dictionary: Annotated[Path, typer.Option("--dictionary", metavar="文件", help="词典文件;没有就新建")] = Path(
        "词典.txt"
    ),
    pos: Annotated[str, typer.Option("--pos", metavar="词性", help="n 名词,nt 机构,ns 地名,v 动词 …")] = "n",
    table: Annotated[
        Path | None,
        typer.Option("--from", metavar="文件", help="勾选过“采用”的新词表(.xlsx .csv .jsonl)", show_default=False),
    ] = None,
) -> None:
    """把词加进自己的词典(jieba 格式),不重复;其他命令用 --dictionary 读它。

    例:textgov dictionary add --from 新词.xlsx --dictionary 词典.txt
    """
    from textgov import vocabulary

    added = vocabulary.add_words(words or [], dictionary=dictionary, pos=pos, table=table)
    shown = ":" + "、".join(added[:20]) + (" …" if len(added) > 20 else "") if added else ",这些词都已经有了"
    typer.echo(f"{dictionary} 新增 {len(added)} 个词{shown}")


@reads_documents
def near(
    inputs: Inputs,
    word: Annotated[str, typer.Option("--word", metavar="词", help="要看的词", show_default=False)],
    output: Output = None,
    top: Annotated[int, typer.Option("--top", metavar="个数", help="最多列出多少个", min=1)] = 20,
    dictionary: Dictionary = None,
    codebook: CodebookFile = None,
) -> None:
    """看哪些词和一个词用法相近,用来补充编码本(需要 gensim)。只用给出的文字训练词向量,文字越多越可靠。

    文字偏少时会提醒。

    例:textgov dictionary near 来信.xlsx --word 物业 -o 相近的词.xlsx
    """
    from textgov import vocabulary
    from textgov.stages.export.vocabulary_tables import neighbour_row, neighbour_table

    documents = inputs.read()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        found = vocabulary.near(
            word, inputs.console.progress(documents, "学习"), top=top, dictionary=dictionary, codebook=codebook
        )
    for note in caught:
        inputs.console.warn(str(note.message))
    inputs.write(output, lambda: [neighbour_row(one) for one in found], lambda: [neighbour_table(found)])


for _one in (discover, add, near):
    app.command(cls=ChineseCommand)(_one)
