"""The sheets and columns of a codebook's workbook: Chinese headings and the fields they stand for."""

from __future__ import annotations

KINDS = {"practice": "做法", "issue": "诉求", "cue": "提示"}
USES = {"forms": "词形", "blocks": "排除", "shared": "共用"}
SIDES = {"examples": "正例", "counter_examples": "反例"}
STATUSES = {"": "", "done": "已做", "planned": "计划", "problem": "问题"}
MODES = {"replace": "替换", "extend": "扩充"}

# Sheet name → column heading → key in the TOML file.
CODES = {
    "类别": "kind",
    "编码": "id",
    "名称": "name",
    "定义": "definition",
    "包括": "include",
    "不包括": "exclude",
    "牵头部门": "body",
    "议事层级": "level",
    "会上能定": "settle",
    "转给谁": "goes_to",
    "涉及谁": "concerns",
    "议事要点": "questions",
}
WORDS = {"类别": "kind", "编码": "id", "用途": "use", "词语": "text"}
RULES = {
    "类别": "kind",
    "编码": "id",
    "匹配式": "match",
    "旁边要有": "near",
    "旁边不能有": "not_near",
    "范围": "within",
    "分值": "score",
    "状态": "status",
}
EXAMPLES = {"类别": "kind", "编码": "id", "用途": "use", "例句": "text"}
BODIES = {
    "编码": "id",
    "名称": "name",
    "职责": "remit",
    "常见事项": "typical",
    "不归本部门": "excludes",
    "议事要点": "questions",
    "议事层级": "level",
    "会上能定": "settle",
    "转给谁": "goes_to",
    "联系方式": "contact",
    "生效日期": "start",
    "失效日期": "until",
    "牵头": "leads",
    "配合": "supports",
    "不归本街道": "outside",
}
# Columns that workbooks of earlier versions do not have.
LATER = {"level", "settle", "goes_to", "concerns", "questions", "place", "priority"}
LATER |= {"contact", "start", "until", "leads", "supports", "outside"}
SEVERAL = ("near", "not_near", "questions", "place", "words", "leads", "supports")
YES = {True: "是", False: "否"}
ROUTING = {
    "编号": "id",
    "匹配式": "match",
    "部门": "body",
    "理由": "reason",
    "诉求": "issue",
    "旁边要有": "near",
    "旁边不能有": "not_near",
    "范围": "within",
    "权重": "weight",
    "地点": "place",
    "优先": "priority",
}
ACTORS = {"编码": "id", "名称": "name", "叫法": "words", "角色": "role", "部门": "body"}
SHEETS = {
    "编码": CODES,
    "词语": WORDS,
    "规则": RULES,
    "例句": EXAMPLES,
    "部门": BODIES,
    "分派规则": ROUTING,
    "被投诉方": ACTORS,
}

# Field → Chinese heading, for people who read a codebook.
HEADINGS = {key: name for columns in (BODIES, RULES, CODES) for name, key in columns.items()} | {
    "forms": "词形",
    "blocks": "排除",
    "shared": "共用",
    "rules": "规则",
    "examples": "正例",
    "counter_examples": "反例",
}
