"""Personal data in the forms in which it turns up, and a search for it that knows values, not patterns."""

import html
import json
import re
import unicodedata
from urllib.parse import quote, unquote

ID_NUMBER = "11010519491231002X"
PERMIT_HOLDER = "810000199408230021"
OLD_ID_NUMBER = "110105491231002"
MOBILE = "13912345678"
LANDLINE = "0839-5221234"
CARD = "6222021234567890128"
PERMIT = "H12345678"
PASSPORT = "E12345678"
EMAIL = "li.xiaoming@example.com"
NAME, ADDRESS = "李小明", "东街1号"  # known only by what they are called
COLLECTOR = "司马长风"
PASSWORD = "correct-horse-battery"
SECRETS = (
    ID_NUMBER,
    PERMIT_HOLDER,
    OLD_ID_NUMBER,
    MOBILE,
    LANDLINE,
    CARD,
    PERMIT,
    PASSPORT,
    EMAIL,
    NAME,
    ADDRESS,
    COLLECTOR,
    PASSWORD,
)
FULL_WIDTH = str.maketrans({chr(point): chr(point + 0xFEE0) for point in range(0x21, 0x7F)})
FAILING_ROW = (
    f"(019d, 20260304-0042, {NAME}, {ID_NUMBER}, {ADDRESS},\n second line of a reason, {MOBILE}, null)"
)

# What it is called → the text. Each starts with a word that must survive.
TEXTS = {
    "an ID number": f"useful {ID_NUMBER} end",
    "its lower x": f"useful {ID_NUMBER.lower()}",
    "one of Hong Kong": f"useful {PERMIT_HOLDER}",
    "without its last character": f"useful {ID_NUMBER[:17]}",
    "in groups": "useful 110105 19491231 002X",
    "in dashed groups": "useful 110105-19491231-002X",
    "in dotted groups": "useful 110105.1949.1231.002X",
    "one by one": "useful 1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
    "full width": f"useful {ID_NUMBER.translate(FULL_WIDTH)}",
    "Arabic digits": "useful " + "".join(chr(0x660 + int(digit)) for digit in PERMIT_HOLDER),
    "with unseen characters": "useful 110105\u200b1949\u00ad1231\u2060002X",
    "in a file name": f"useful /media/身份证{ID_NUMBER}.jpg",
    "in a file name with letters": f"useful IMG{ID_NUMBER}a.jpg",
    "in underscores": f"useful scan_{ID_NUMBER}_front.png",
    "with two together": f"useful {ID_NUMBER}{MOBILE}",
    "with a phone after it": f"useful {PERMIT_HOLDER}{MOBILE}",
    "15 digits": f"useful {OLD_ID_NUMBER}.",
    "15 digits in groups": "useful 110105 491231 002",
    "a mobile": f"useful tel{MOBILE}",
    "a mobile in groups": "useful 139 1234 5678",
    "a mobile in dashes": "useful 139-1234-5678",
    "a mobile in dots": "useful 139.1234.5678",
    "a mobile from abroad": "useful +86 139-1234-5678, 008613912345678",
    "a mobile full width": f"useful {MOBILE.translate(FULL_WIDTH)}",
    "a mobile glued to Han": f"useful 请拨{MOBILE}联系",
    "a landline": f"useful {LANDLINE}",
    "a landline in brackets": "useful （0839）522 1234",
    "a card": f"useful {CARD}",
    "a card in groups": "useful 6222 0212 3456 7890 128",
    "a permit": f"useful {PERMIT}",
    "a passport": f"useful 护照{PASSPORT}",
    "an address of mail": f"useful <{EMAIL}>",
    "JSON": "useful " + json.dumps({"idNumber": ID_NUMBER, "applicantName": NAME, "phone": MOBILE}),
    "JSON in JSON": "useful "
    + json.dumps(json.dumps({"input": {"applicantName": NAME, "address": ADDRESS, "x": f"\n{ID_NUMBER}"}})),
    "JSON with digits escaped": "useful " + "".join(f"\\u{ord(digit):04x}" for digit in ID_NUMBER),
    "JSON with full width escaped": "useful " + json.dumps(MOBILE.translate(FULL_WIDTH)),
    "after an escaped line break": f"useful \\n{ID_NUMBER}",
    "a URL": f"useful /progress/20260304-0042?phone={MOBILE}&page=2&applicant={quote(NAME)}",
    "URL-encoded": "useful " + quote(f"号{ID_NUMBER} {MOBILE}"),
    "URL-encoded twice": "useful " + quote(quote(f"号{ID_NUMBER} {MOBILE}")),
    "URL-encoded full width": "useful " + quote(ID_NUMBER.translate(FULL_WIDTH)),
    "URL-encoded digits": "useful " + "".join(f"%{ord(digit):02x}" for digit in ID_NUMBER),
    "a form": f"useful csrfmiddlewaretoken=abc&applicant_name={quote(NAME)}&address={quote(ADDRESS)}",
    "HTML": "useful " + "".join(f"&#{ord(digit)};" for digit in MOBILE),
    "bytes": "useful " + repr(f"号{ID_NUMBER}".encode()),
    "bytes full width": "useful " + repr(MOBILE.translate(FULL_WIDTH).encode()),
    "a dataclass": f"useful Application(applicant_name='{NAME}', phone='{MOBILE}', address=\"{ADDRESS}\")",
    "a nested mapping": f"useful {{'applicant': {{'name': '{NAME}', 'home': '{ADDRESS}'}}}}",
    "a form in Chinese": f"useful 申请人：{NAME}，住址: {ADDRESS}；手机号码={MOBILE}",
    "a row of a case": f"useful {{'collector_name': '{COLLECTOR}', 'collector_id_number': '{PERMIT_HOLDER}',"
    f" 'email': '{EMAIL}', 'email_mask': 'l***@example.com'}}",
    "a call in the API": f'useful caseCollect(collectorName: "{COLLECTOR}", collectorIdNumber: "{PERMIT_HOLDER}")',
    "an applicant's mail": f"useful email={quote(EMAIL)}&collector_name={quote(COLLECTOR)}",
    "a collector in Chinese": f"useful 取件人：{COLLECTOR}，证件号: {PERMIT_HOLDER}",
    "a local number": f"useful applicant_name={NAME} phone number: 5221234",
    "a unique constraint": 'useful duplicate key value violates unique constraint "one_card"\n'
    f"DETAIL:  Key (id_card, name)=({ID_NUMBER}, {NAME}) already exists.",
    "a foreign key": 'useful violates foreign key constraint "fk"\n'
    f'DETAIL:  Key (name)=({NAME} (old)) is not present in table "people".',
    "a failing row": f'useful null value in column "x"\nDETAIL:  Failing row contains {FAILING_ROW}.\nHINT: none',
    "a failing row, cut": f"useful\nDETAIL:  Failing row contains {FAILING_ROW[:70]}",
    "a wrong value": f'useful invalid input syntax for type integer: "{NAME} {ADDRESS}"',
    "a value out of range": f'useful value "{MOBILE}" is out of range for type integer',
    "the line of a statement": f"useful syntax error\nLINE 1: INSERT INTO p VALUES ('{NAME}', '{ADDRESS}')",
    "the context of a statement": f"useful\nCONTEXT:  unnamed portal parameter $1 = '{NAME}'",
    "a logged statement": f"useful (0.001) INSERT INTO p VALUES (%s); args=('{NAME}', '{MOBILE}'); alias=default",
    "the call of a task": f"useful kwargs: {{'name': '{NAME}'}}",
    "a password": f"useful password={PASSWORD} next",
    "a bearer token": f"useful Authorization: Bearer {PASSWORD}\nnext",
    "a bare bearer token": f"useful Bearer {PASSWORD} next",
    "basic credentials": f"useful {{'Authorization': 'Basic {PASSWORD}'}}",
    "cookies": f"useful Cookie: language=zh; x={PASSWORD}\nnext",
    "an address with a password": f"useful postgresql://county:{PASSWORD}@db.internal:5432/county",
}


def leaks(text: str) -> list[str]:
    """Every secret that can be read in the text, under up to eight layers of escapes, with any separators."""
    found: set[str] = set()
    for _ in range(8):
        reduced = _reduced(text)
        found |= {secret for secret in (*SECRETS, ID_NUMBER[:15]) if _reduced(secret) in reduced}
        inner = html.unescape(unquote(_unescaped(text)))
        if inner == text:
            break
        text = inner
    return sorted(found)


def _reduced(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    return re.sub(r"[^0-9a-z\u4e00-\u9fff]", "", "".join(digits).lower())


def _unescaped(text: str) -> str:
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    text = re.sub(
        r"(?:\\x[0-9a-fA-F]{2})+",
        lambda match: bytes.fromhex(match[0].replace("\\x", "")).decode("utf-8", "replace"),
        text,
    )
    return re.sub(r"\\[nrt]", " ", text).replace("\\", "")
