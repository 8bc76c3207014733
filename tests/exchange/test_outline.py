"""Headings over steps, by level, WBS or indent."""

from datetime import date

from cspwidgets.exchange.outline import OutlineRow, read_outline


def by_wbs(*codes: str) -> list[OutlineRow]:
    return [OutlineRow(wbs=code) for code in codes]


def by_level(*levels: str) -> list[OutlineRow]:
    return [OutlineRow(level=level) for level in levels]


def test_a_wbs_code_stands_under_its_beginning():
    tree = read_outline(by_wbs("1", "1.1", "1.1.1", "1.2", "2", "2.1"))
    assert tree.parents == (None, 0, 1, 0, None, 4)
    assert tree.headings == {0, 1, 4}
    assert tree.stages == (None, None, 0, 0, None, 4)


def test_codes_whose_beginning_is_nowhere_stand_alone():
    tree = read_outline(by_wbs("1.1", "1.2", "2.1"))
    assert tree.headings == frozenset()
    assert tree.stages == (None, None, None)


def test_two_point_zero_heads_two_point_one():
    tree = read_outline(by_wbs("1.0", "1.1", "2.0", "2.1"))
    assert tree.headings == {0, 2}


def test_a_project_over_everything_is_no_stage():
    tree = read_outline(by_level("1", "2", "3", "2", "3"))
    assert tree.headings == {0, 1, 3}
    assert tree.stages == (None, None, 1, None, 3)


def test_what_stands_beside_the_headings_belongs_to_the_one_before():
    tree = read_outline(by_level("1", "2", "1", "1", "2"))
    assert tree.stages == (None, 0, 0, None, 3)


def test_levels_that_only_headings_have_put_the_others_under_them():
    tree = read_outline(by_level("1", "", "", "2", ""))
    assert tree.parents == (None, 0, 0, 0, 3)
    assert tree.stages == (None, 0, 0, None, 0)


def test_indented_titles_make_a_tree():
    tree = read_outline([OutlineRow(indent=n) for n in (0, 2, 2, 0, 2)])
    assert tree.stages == (None, 0, 0, None, 3)


def test_a_step_with_substeps_outside_its_own_days_is_work_itself():
    first, last = date(2026, 1, 5), date(2026, 1, 9)
    rows = [
        OutlineRow(wbs="1", start=first, finish=last),
        OutlineRow(wbs="1.1", start=first, finish=date(2026, 2, 6)),
    ]
    assert read_outline(rows).headings == frozenset()
    rows[0] = OutlineRow(wbs="1", start=first, finish=date(2026, 2, 6))
    assert read_outline(rows).headings == {0}


def test_a_flat_list_has_no_headings():
    tree = read_outline(by_wbs("1", "2", "3"))
    assert tree.headings == frozenset()
    assert tree.stages == (None, None, None)


def test_the_work_under_a_heading_is_found_at_any_depth():
    tree = read_outline(by_wbs("1", "1.1", "1.1.1", "1.2", "2"))
    assert tree.work_under(0) == (2, 3)
