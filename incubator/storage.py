"""Where files are kept that only a view may hand out, once it has asked who may read them."""

from typing import NoReturn

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """A folder beside the public one, that nobody but this process reads. Files have no address."""

    def __init__(self) -> None:
        super().__init__(
            location=settings.PRIVATE_MEDIA_ROOT,
            file_permissions_mode=0o600,
            directory_permissions_mode=0o700,
        )

    def url(self, name: str | None) -> NoReturn:
        raise ValueError("A private file has no address: a view asks who may read it.")
