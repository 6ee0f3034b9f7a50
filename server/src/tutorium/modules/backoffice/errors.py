"""What the back office declines to do."""

from tutorium.platform.errors import Refusal


class ExportTooLarge(Refusal):
    status, code = 422, "backoffice.export_too_large"
    ru = "В выборке больше {limit} записей: сузьте период или условия."
    en = "More than {limit} rows match: choose a shorter time or narrower filters."
