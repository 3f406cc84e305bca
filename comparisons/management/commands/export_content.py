from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from comparisons.content_files import ContentError, export_content
from comparisons.editing.draft import DraftError, draft_catalogue
from comparisons.engine import Catalogue
from comparisons.presentation.wording import counted
from comparisons.releases import release_cache
from comparisons.releases.stored import NoReleaseError, UnreadableReleaseError


class Command(BaseCommand):
    help = "Write the working copy or a release into a folder, as content files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="Created if it does not exist.")
        parser.add_argument("--release", type=int, help="The number of a release. Default: the working copy.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            number = export_content(catalogue_of(options["release"]), options["folder"])
        except ContentError as error:
            raise CommandError(f"Nothing was written.\n{error}") from error
        except DraftError as error:
            raise CommandError(f"The working copy cannot be read.\n{error}") from error
        except UnreadableReleaseError as error:
            raise CommandError(f"Nothing was written. {error}.") from error
        except NoReleaseError as error:
            raise CommandError(f"There is no release {options['release']}.") from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        self.stdout.write(f"Wrote {counted(number, 'file')} to {options['folder']}.")


def catalogue_of(release: int | None) -> Catalogue:
    if release is None:
        return draft_catalogue()
    release_cache.refresh()
    return release_cache.as_written(release)
