"""A joint plan drawn on paper: its content in, the bytes of a PDF out."""

from reportlab.platypus import Flowable

from coordinator.reports import sheet, styles
from coordinator.reports.drawing import Drawing
from coordinator.reports.paper import Paper


def render_plan(paper: Paper) -> bytes:
    """Draw a plan; the same paper gives the same bytes."""
    drawing = Drawing()
    story: list[Flowable] = [
        drawing.set.heading(1, paper.title),
        drawing.set.paragraph(paper.subtitle, styles.SUBTITLE),
    ]
    if paper.notice:
        story.append(drawing.set.paragraph(paper.notice, styles.NOTICE))
    *sections, last = (drawing.section(section) for section in paper.sections)
    story += [each for section in sections for each in section]
    if drawing.set.replaced:
        # Before the signatures, so that the line never has a page to itself.
        line = paper.replaced.format(mark=sheet.MARK)
        story.append(drawing.set.paragraph(line, styles.NOTE))
    story += last
    return sheet.set_pages(story, _frame(paper))


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
    )
