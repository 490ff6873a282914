"""One notice lists everything: what a second one asks for was knowable, or it says why not."""

import pytest

from rules.supplements import knowable_before


@pytest.mark.parametrize(
    ("items", "before", "why_new", "knowable"),
    [
        (["户口簿"], [], "", ("户口簿",)),
        (["户口簿", "照片"], ["照片"], "", ("户口簿",)),
        (["照片"], ["照片"], "", ()),
        (["户口簿"], ["照片"], "补交的证明显示户籍已迁移", ()),
        ([], ["照片"], "", ()),
        (["照片", "户口簿", "合同"], ["户口簿"], "", ("照片", "合同")),  # in the order they were asked for
        (iter(["照片", "合同"]), iter(["照片"]), "", ("合同",)),
    ],
)
def test_what_could_have_been_asked_for_before(items, before, why_new, knowable):
    assert knowable_before(items, asked_before=before, why_new=why_new) == knowable
