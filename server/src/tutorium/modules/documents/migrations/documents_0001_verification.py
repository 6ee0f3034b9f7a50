"""Applications of tutors, their documents, and the history of both."""

from alembic import op

revision = "documents_0001"
down_revision = None
branch_labels = ("documents",)
depends_on = ("platform_0001",)


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE SCHEMA documents;

CREATE TABLE documents.application (
    tutor_id uuid PRIMARY KEY,
    state text NOT NULL CHECK (
        state IN ('draft', 'in_verification', 'changes_requested', 'approved', 'rejected')),
    teaches_minors boolean NOT NULL,
    tax_status text CHECK (tax_status IN ('self_employed', 'entrepreneur', 'not_yet')),
    submitted_at timestamptz,
    deadline_at timestamptz,
    reason_code text,
    note text NOT NULL DEFAULT '',
    decided_at timestamptz,
    decided_by uuid,
    reapply_at timestamptz,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX application_queue ON documents.application (deadline_at, tutor_id)
    WHERE state = 'in_verification';

CREATE TABLE documents.document (
    id uuid PRIMARY KEY,
    tutor_id uuid NOT NULL REFERENCES documents.application (tutor_id),
    kind text NOT NULL CHECK (
        kind IN ('identity', 'selfie', 'police_certificate', 'diploma', 'qualification')),
    attempt bigint NOT NULL CHECK (attempt > 0),
    current boolean NOT NULL,
    state text NOT NULL CHECK (state IN (
        'uploaded', 'scanning', 'queued', 'sent', 'in_review', 'approved', 'needs_reupload', 'rejected',
        'manual_review', 'expiring', 'expired')),
    media_type text NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    sha256 text NOT NULL,
    sealed_key bytea,
    pages bigint NOT NULL DEFAULT 0,
    uploaded_at timestamptz NOT NULL,
    sent_at timestamptz,
    deadline_at timestamptz,
    requests bigint NOT NULL DEFAULT 0,
    sequence bigint NOT NULL DEFAULT 0,
    reason_codes text[] NOT NULL DEFAULT '{}',
    note text NOT NULL DEFAULT '',
    issued_on date,
    valid_until date,
    number_last4 text CHECK (length(number_last4) <= 4),
    name_match double precision CHECK (name_match BETWEEN 0 AND 1),
    decided_at timestamptz,
    decided_by uuid,
    purge_at timestamptz,
    purged_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    UNIQUE (tutor_id, kind, attempt),
    CHECK ((sealed_key IS NULL) = (purged_at IS NOT NULL)),
    CHECK (NOT (state IN ('approved', 'needs_reupload', 'rejected')) OR decided_at IS NOT NULL)
);
CREATE UNIQUE INDEX document_current ON documents.document (tutor_id, kind) WHERE current;
CREATE INDEX document_by_hand ON documents.document (tutor_id)
    WHERE current AND state = 'manual_review';
CREATE INDEX document_unfinished ON documents.document (uploaded_at)
    WHERE state IN ('uploaded', 'scanning');
CREATE INDEX document_to_purge ON documents.document (purge_at) WHERE purged_at IS NULL;
CREATE INDEX document_ending ON documents.document (valid_until)
    WHERE state IN ('approved', 'expiring');

-- Every step of a document or, without one, of the application; and every reply, applied or not.
CREATE TABLE documents.document_event (
    id uuid PRIMARY KEY,
    tutor_id uuid NOT NULL REFERENCES documents.application (tutor_id),
    document_id uuid REFERENCES documents.document (id),
    at timestamptz NOT NULL,
    from_state text,
    to_state text NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('tutor', 'system', 'document_system', 'moderator')),
    actor_id uuid,
    reason_codes text[] NOT NULL DEFAULT '{}',
    data jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX document_event_of_tutor ON documents.document_event (tutor_id, id);
CREATE INDEX document_event_of_document ON documents.document_event (document_id, id);
""")
