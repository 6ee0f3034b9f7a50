"""The documents and their editions, the oldest first. A new edition is added below the others, never \
instead."""

from tutorium.modules.auth.model.consents import AT_REGISTRATION, ConsentKind, DocumentKind, Edition
from tutorium.modules.auth.model.documents import (
    autopay,
    marketing,
    minor_data,
    offer,
    personal_data,
    privacy_policy,
    public_profile,
    recommendations,
    tutor_documents,
)

DOCUMENTS: dict[DocumentKind, tuple[Edition, ...]] = {
    "offer": offer.EDITIONS,
    "personal_data": personal_data.EDITIONS,
    "marketing": marketing.EDITIONS,
    "public_profile": public_profile.EDITIONS,
    "tutor_documents": tutor_documents.EDITIONS,
    "minor_data": minor_data.EDITIONS,
    "autopay": autopay.EDITIONS,
    "privacy_policy": privacy_policy.EDITIONS,
    "recommendations": recommendations.EDITIONS,
}
CURRENT: dict[DocumentKind, Edition] = {kind: editions[-1] for kind, editions in DOCUMENTS.items()}
REGISTRATION_TEXTS: dict[ConsentKind, Edition] = {kind: CURRENT[kind] for kind in AT_REGISTRATION}
