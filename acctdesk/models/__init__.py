"""What is kept: mapped classes, one file per aggregate, and the field catalogue."""

from acctdesk.models.account import Account, Assignment, Member, Unit
from acctdesk.models.base import Base, Record, new_id, new_ids, read_catalogue
from acctdesk.models.catalogue import Audience, Catalogue, Choice, Field, Format, Kind
from acctdesk.models.custom import CustomField, CustomValue, ExternalId, Setting
from acctdesk.models.journal import Change, ChangeRow, Remembered, SearchDoc
from acctdesk.models.person import Person, Position

__all__ = [
    "Account", "Assignment", "Audience", "Base", "Catalogue", "Change", "ChangeRow", "Choice",
    "CustomField", "CustomValue", "ExternalId", "Field", "Format", "Kind", "Member", "Person",
    "Position", "Record", "Remembered", "SearchDoc", "Setting", "Unit", "new_id", "new_ids",
    "read_catalogue",
]  # fmt: skip
