"""A paper drawn: its content in, the bytes of a PDF out."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepTogether

from coordinator.reports import sheet, styles
from coordinator.reports.content.papers import paper_contents
from coordinator.reports.content.source import Source
from coordinator.reports.drawing import Drawing, Group
from coordinator.reports.drawing_large import drawing
from coordinator.reports.paper import Paper
from coordinator.reports.pictures import page_count


def render_source(source: Source) -> bytes:
    """Draw the paper that a plan is to be said as; the same source gives the same bytes.

    A paper of one page says as much as there is room for.
    """
    ways = paper_contents(source)
    first, last = 0, len(ways) - 1
    drawn = b""
    while first < last:
        middle = (first + last) // 2
        tried = render_paper(ways[middle]())
        if page_count(tried) == 1:
            last, drawn = middle, tried
        else:
            first, drawn = middle + 1, b""
    return drawn or render_paper(ways[last]())


def render_paper(paper: Paper) -> bytes:
    """Draw a paper; the same paper gives the same bytes."""
    hand = drawing(large=paper.large)
    story: list[Flowable] = [
        hand.set.heading(1, paper.title),
        hand.set.paragraph(paper.subtitle, styles.SUBTITLE),
    ]
    if paper.notice:
        story.append(hand.set.paragraph(paper.notice, styles.NOTICE))
    story += [_kept(group) for group in _groups(hand, paper)]
    return sheet.set_pages(story, _frame(paper))


def _groups(hand: Drawing, paper: Paper) -> list[Group]:
    """Draw every section; the last one comes with the line about characters that are missing."""
    *before, last = paper.sections
    groups = [group for section in before for group in hand.section(section)]
    ending = hand.section(last)
    if hand.set.replaced and paper.replaced:
        # Before the last section, so that the line never has a page to itself.
        line = paper.replaced.format(mark=sheet.MARK)
        groups[-1:] = [[*groups[-1], hand.set.paragraph(line, styles.NOTE)]]
    if last.with_before:
        together = [*groups[-1], *ending[0]]
        if _height(together) <= sheet.TEXT_HEIGHT:
            groups[-1:], ending[:1] = [together], []
    return [*groups, *ending]


def _height(group: Sequence[Flowable]) -> float:
    """Tell how much of a page a group takes at most, the space between its parts with it."""
    return sum(
        each.wrap(sheet.TEXT_WIDTH, sheet.TEXT_HEIGHT)[1]
        + each.getSpaceBefore()
        + each.getSpaceAfter()
        for each in group
    )


def _kept(group: Group) -> Flowable:
    return group[0] if len(group) == 1 else KeepTogether(group)


def _frame(paper: Paper) -> sheet.PageFrame:
    return sheet.PageFrame(
        document_title=paper.document_title,
        author=paper.municipality,
        language=paper.language,
        first_left=paper.municipality,
        first_right=paper.date_line,
        running_head=paper.running_head,
        footer=paper.footer,
        page_of=paper.page_of,
        watermark=paper.watermark,
        large=paper.large,
    )
