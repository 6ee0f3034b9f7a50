"""Every statement of the module, by what it is about: `queries.documents.lock_document(...)`."""

from tutorium.modules.documents.queries import applications, documents, personal

__all__ = ["applications", "documents", "personal"]
