"""Names of people: by a cue before (我叫…), a title behind (…师傅), a nickname, a signature; officials apart."""

from __future__ import annotations

from textgov.stages.privacy import lexicon, names, nicknames, officials, uncued
from textgov.stages.privacy.recogniser import DIGITS, Recogniser, ahead, alternatives

_HAN = "[一-鿿]"
_SURNAME = f"[{''.join(sorted(lexicon.SURNAMES))}]"
_COMPOUND = "|".join(lexicon.COMPOUND)
# The look-behind stands after the first character, so that the engine can skip to surnames.
_SIGNED = f"(?:(?:{_COMPOUND})(?<!{_HAN}..)(?<![0-9a-z·•]..)|{_SURNAME}(?<!{_HAN}.)(?<![0-9a-z·•].)){_HAN}{{1,2}}"
_NAME = f"(?:(?:{_COMPOUND}){_HAN}{{1,2}}|{_SURNAME}{_HAN}{{1,2}})"
_SURNAME_ANY = f"(?:{_COMPOUND}|{_SURNAME})"
_FOREIGN = f"[{''.join(sorted(set(lexicon.TRANSLITERATION)))}]"
_SURE = "".join(sorted(lexicon.SURNAMES - lexicon.AMBIGUOUS))
# Whose people go by 小温 and 老顾.
_BODIES = lexicon.words("物业 居委会 居委 社区 街道 村里 镇上 学校 医院 银行 公司 单位 平台 快递 调解员 助理员 干部")
_GIVEN = "".join(sorted(lexicon.GIVEN))
_TYPICAL = "".join(sorted(lexicon.TYPICAL))
# What may stand beside a name that has no cue.
_LEFT = r"娘员工长师报给了找是和跟把被让向叫由对与及、,。;!?:\n \"“(的"
_RIGHT = r"话先喊也嘅嚟把被和跟的说讲在家是也就都又给让叫偷占欠骂打、,。;!?\n \"”)(收拿开养盖修"
_TITLE_FIRST = "".join(sorted({title[0] for title in lexicon.TITLES} | set("常副")))
_STRONG_KEYS = tuple(sorted({cue.rstrip(":") for cue in lexicon.STRONG_CUES}))
_SIGN_AFTER = (
    r"(?=[ \t]{0,3}(?:$|\n|口述|代笔|亲笔|敬上|谨上|拜上|敬启|叩|手机|电话|联系|tel|微信|qq|\(|"
    rf"[,:]?[ ]?(?:电话|手机|联系|家住|住[^房户宅])|[,]?[ ]?[+1一幺][{DIGITS}]|20[0-9][0-9][年.\-/]|二〇|[。.!]?\s{{0,3}}\Z))"
)

RECOGNISERS = (
    Recogniser(
        "PERSON",
        "自报或写明的姓名",
        rf"(?:{alternatives(_STRONG_KEYS)})(?:叫|是|为)?[: ]{{0,2}}(?P<x>{_NAME})",
        0.95,
        keys=_STRONG_KEYS,
        check=names.strong,
    ),
    Recogniser(
        "PERSON",
        "自报的姓名",
        rf"(?:我叫|俺叫|额叫|姓名[:是]|签名:)做?[ ]?(?P<x>(?:{_HAN}{{2,6}}(?:[·•.]{_HAN}{{2,6}})?|[a-z]{{2,15}}(?: [a-z]{{2,15}})?))(?=[,。;!?\n …])",
        0.8,
        keys=("我叫", "俺叫", "额叫", "姓名", "签名"),
        check=names.unknown,
    ),
    Recogniser(
        "PERSON",
        "身份后的姓名",
        rf"(?:{alternatives(lexicon.MEDIUM_CUES)})(?:叫做?|是|为)?[: ]{{0,2}}(?P<x>{_NAME})",
        0.8,
        keys=lexicon.MEDIUM_CUES,
        check=names.medium,
    ),
    Recogniser(
        "PERSON",
        "叫什么名字",
        rf"(?<![大呼喊惨尖乱嚎嗷])(?:叫|唤作|大名)(?:做|个)?[ ]?(?P<x>{_NAME})(?=[,。;!?、)”\"\n 的]|\Z)",
        0.75,
        keys=("叫", "唤作", "大名"),
        check=names.called,
    ),
    Recogniser(
        "PERSON",
        "自我介绍末尾的姓名",
        rf"(?:我|俺|额|涯)(?:就)?[是系][^,。;!?\n]{{1,24}}?[的嘅嘞](?P<x>{_NAME})(?=[,。;!?\n ])",
        0.8,
        keys=("我是", "我就是", "俺是", "额是", "涯系", "我系"),
        check=names.signature,
    ),
    Recogniser(
        "PERSON",
        "亲属后的名字",
        rf"(?:{alternatives((*lexicon.KIN_CUES, '我家', '俺家'))})(?:叫|是)?(?P<x>(?P<twin>{_HAN})(?P=twin)|[{_GIVEN}{_TYPICAL}]{{2}}(?=[{_RIGHT}]|\Z))",
        0.65,
        keys=(*lexicon.KIN_CUES, "我家", "俺家"),
        check=names.given_name,
    ),
    Recogniser(
        "PERSON",
        "邻家姓氏",
        rf"(?:邻居|隔壁|对门|楼上|楼下)(?P<x>{_SURNAME_ANY}家)(?![村庄塆湾屯寨坝沟巷具长属人里园])",
        0.75,
        keys=("邻居", "隔壁", "对门", "楼上", "楼下"),
    ),
    Recogniser(
        "PERSON",
        "称呼",
        rf"(?:{_SURNAME_ANY}){ahead(lexicon.PERSON_TITLES)}",
        0.8,
        keys=lexicon.PERSON_TITLES,
        check=names.titled,
    ),
    Recogniser(
        "PERSON",
        "老小加称呼",
        rf"[小老](?=[{_SURE}]){_SURNAME}(?:老师|医生|护士|经理|师傅|老板|同学|律师|教练|阿姨|会计|大夫|姐|哥|妹)",
        0.8,
        keys=("小", "老"),
    ),
    Recogniser(
        "PERSON",
        "单名加辈分",
        rf"[{_TYPICAL}](?<![^{_LEFT}听叫个].)(?:哥|姐|叔|婶|嫂|爷|仔|妹子|子哥|老板|总)(?=[{_RIGHT}]|\Z)",
        0.6,
        keys=(*tuple("哥姐叔婶嫂爷仔妹总"), "老板"),
        check=nicknames.called_kin,
    ),
    Recogniser(
        "PERSON",
        "自报身份后的姓名",
        rf"(?:我|俺|额|涯)(?:就)?[是系][^,。;!?\n]{{2,16}},(?P<x>{_NAME})(?=,)",
        0.7,
        keys=("我是", "我就是", "俺是", "额是", "涯系", "我系"),
        check=names.called,
    ),
    Recogniser(
        "PERSON",
        "外文名",
        r"(?:负责人|经理|老师|老板|主管|教练|顾问|名叫|我叫|她叫|他叫|同事)(?P<x>(?!app|vip|pos|ktv|led|ppt|pdf|url|www|http)[a-z]{3,10})(?=[,。;说只的让叫把在收要不 ])",
        0.6,
        keys=("负责人", "经理", "老师", "老板", "主管", "教练", "顾问", "名叫", "我叫", "她叫", "他叫", "同事"),
    ),
    Recogniser(
        "PERSON",
        "姓名加称呼",
        rf"(?:(?:{_COMPOUND}){_HAN}{{1,2}}|{_SURNAME}{_HAN}{{1,2}}){ahead(lexicon.FULL_NAME_TITLES)}",
        0.85,
        keys=lexicon.FULL_NAME_TITLES,
        check=names.named_title,
    ),
    Recogniser(
        "PERSON",
        "身份后的老小称呼",
        rf"(?:{alternatives((*lexicon.MEDIUM_CUES, *_BODIES))})(?P<x>[老小]{_SURNAME})(?![老小])",
        0.7,
        keys=("老", "小"),
        check=nicknames.role_call,
    ),
    Recogniser(
        "PERSON",
        "民族姓名",
        rf"(?:{alternatives(lexicon.YI_FAMILIES)})[{lexicon.YI_GIVEN}]{{2}}",
        0.8,
        keys=lexicon.YI_FAMILIES,
        check=names.dotted,
    ),
    Recogniser(
        "PERSON",
        "排行",
        rf"(?<=[的叫让被给找是跟和,。;!?])(?!周)(?P<x>[{_SURE}][一二三四五六七八九])(?=[{_RIGHT}])",
        0.7,
        keys=tuple("一二三四五六七八九"),
        check=nicknames.nickname,
    ),
    Recogniser(
        "PERSON",
        "某家的人",
        rf"{_SURNAME_ANY}家{ahead(title for title in lexicon.PERSON_TITLES if len(title) == 2 and title[0] != '家')}",
        0.8,
        keys=("家",),
        check=names.titled,
    ),
    Recogniser(
        "PERSON",
        "性别前的姓名",
        rf"(?:(?<=[,。;!?:、\n (])|^)(?P<x>{_NAME})(?=[,、(]?[男女](?:性)?[,、。)])",
        0.85,
        keys=("男", "女"),
        check=names.signature,
    ),
    Recogniser(
        "PERSON",
        "只说姓氏",
        rf"(?<![百同贵复老])姓(?P<x>(?!党[姓为爱和]|公|名)(?:{_SURNAME_ANY}|{_HAN}(?=[,。;!?])))(?=[的,。;!?、)0-9 ]|手机|电话|微信|他|她|住|家|是|在|跟|欠|把|老板|邻居|人|男|女|\n|$)",
        0.7,
        keys=("姓",),
    ),
    Recogniser(
        "PERSON",
        "绰号",
        rf"{_SURNAME}(?:{ahead(lexicon.NICKNAMES)}|老[一二三四五六七八九大幺满根汉]|"
        r"[大小二三四五六七八九幺满](?:娃|狗|毛|妹|伢|爹|嫂|婶|叔|爷|伯|哥|姐|姨|姑|娘|婆|奶|蛋|牛|虎)子?)",
        0.8,
        keys=(*lexicon.NICKNAMES, *"老娃狗毛妹伢爹嫂婶叔爷伯哥姐姨姑娘婆奶蛋牛虎"),
        check=nicknames.nickname,
    ),
    Recogniser(
        "PERSON",
        "老小称呼",
        rf"[老小]{_SURNAME}(?:头(?![上里部条发像]))?",
        0.65,
        keys=("老", "小"),
        check=nicknames.diminutive,
    ),
    Recogniser(
        "PERSON",
        "绰号加名",
        rf"(?:{alternatives((*lexicon.NICKNAMES, *lexicon.NICKNAME_HEADS))})(?:{_SURNAME}|[{_TYPICAL}])(?=[{_RIGHT}]|\Z)",
        0.7,
        keys=(*lexicon.NICKNAMES, *lexicon.NICKNAME_HEADS),
        check=nicknames.nicknamed,
    ),
    Recogniser(
        "PERSON",
        "老小加名",
        rf"[老小大][{_TYPICAL}](?<![^{_LEFT}]..)(?=[{_RIGHT}]|\Z)",
        0.6,
        keys=("老", "小", "大"),
        check=nicknames.nicknamed,
    ),
    Recogniser("PERSON", "阿字称呼", rf"(?<!阿)阿{_HAN}", 0.6, keys=("阿",), check=nicknames.affectionate),
    Recogniser(
        "PERSON",
        "带间隔号的姓名",
        rf"{_FOREIGN}{{2,6}}[·•‧・.]{_FOREIGN}{{2,6}}(?:[·•‧・.]{_FOREIGN}{{2,6}})?",
        0.85,
        keys=("·", "•", "‧", "・"),
        check=names.dotted,
    ),
    Recogniser(
        "PERSON",
        "民族姓名",
        rf"(?:{alternatives(lexicon.TIBETAN)}){{2}}",
        0.85,
        keys=lexicon.TIBETAN,
    ),
    Recogniser(
        "PERSON",
        "民族姓名",
        rf"{_HAN}{{0,2}}(?:{alternatives(lexicon.STEPPE)})",
        0.55,
        keys=lexicon.STEPPE,
    ),
    Recogniser(
        "PERSON",
        "民族姓名",
        rf"(?={_FOREIGN}{{3}}){_FOREIGN}{{0,3}}(?:{alternatives(lexicon.STEPPE_PARTS)}){_FOREIGN}{{0,3}}",
        0.6,
        keys=lexicon.STEPPE_PARTS,
        check=names.dotted,
    ),
    Recogniser(
        "PERSON",
        "落款",
        rf"(?P<x>{_SIGNED}){_SIGN_AFTER}",
        0.75,
        check=names.signature,
    ),
    Recogniser(
        "PERSON",
        "只署名字",
        rf"[。!?\n](?P<x>[{_GIVEN}][{_GIVEN}])\s{{0,3}}\Z",
        0.6,
        tail=8,
        check=names.signed_given,
    ),
    Recogniser(
        "PERSON",
        "无标点落款",
        rf"(?<={_HAN})(?P<x>{_SURNAME}{_HAN}{{2}})\s{{0,3}}\Z",
        0.6,
        tail=8,
        check=names.bare_signature,
    ),
    Recogniser(
        "PERSON",
        "名字加辈分",
        rf"[{_GIVEN}](?<![^{_LEFT}].)[{_GIVEN}](?:叔|婶|嫂子?|哥|姐|伯|爷|奶|姨|姑|爹|娘)(?=[{_RIGHT}]|\Z)",
        0.6,
        keys=tuple("叔婶嫂哥姐伯爷奶姨姑爹娘"),
        check=uncued.kin_call,
    ),
    Recogniser(
        "OFFICIAL",
        "职务加姓名",
        rf"(?:{alternatives(lexicon.TITLES)})[: ]?(?:[小老]{_SURNAME}|{_NAME})",
        0.85,
        keys=lexicon.TITLES,
        check=officials.title_then_name,
    ),
    Recogniser(
        "OFFICIAL",
        "姓氏加职务简称",
        rf"(?!何)[{_SURE}][所局](?=[说讲不也来去答是他让把叫就都和,。;!?])",
        0.6,
        keys=("所", "局"),
        check=names.titled,
    ),
    Recogniser(
        "OFFICIAL",
        "姓氏加职务",
        rf"{_SURNAME_ANY}(?={_HAN}{{0,2}}[{_TITLE_FIRST}])(?:[{_GIVEN}]{{1,2}})??{officials.TITLE}",
        0.85,
        keys=lexicon.TITLES,
        check=officials.official,
    ),
)
