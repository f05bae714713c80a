"""The one short list of blocks of free pages. Every change here is frozen in a migration."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class MarkdownBlock(blocks.TextBlock):
    """Text in Markdown, rendered and sanitised like every body."""

    class Meta:
        icon = "pilcrow"
        label = _("Text (Markdown)")
        template = "cms/blocks/markdown.html"


class CalloutBlock(blocks.StructBlock):
    """A boxed remark."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "cms/blocks/callout.html"


class QuestionBlock(blocks.StructBlock):
    """A question and its answer, folded."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.TextBlock(label=_("Answer (Markdown)"))

    class Meta:
        icon = "help"
        label = _("Question")
        template = "cms/blocks/question.html"


PAGE_BLOCKS = [
    ("text", MarkdownBlock()),
    ("image", ImageBlock(label=_("Picture"), template="cms/blocks/image.html")),
    ("callout", CalloutBlock()),
    ("question", QuestionBlock()),
]
