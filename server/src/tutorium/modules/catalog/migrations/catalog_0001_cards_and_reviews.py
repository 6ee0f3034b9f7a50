"""Cards: a copy of what others know of a tutor, shaped for search; and reviews."""

from alembic import op

revision = "catalog_0001"
down_revision = None
branch_labels = ("catalog",)
depends_on = ("platform_0001",)


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE SCHEMA catalog;

CREATE TABLE catalog.card (
    tutor_id uuid PRIMARY KEY,
    listed boolean NOT NULL,
    slug text NOT NULL UNIQUE,
    full_name text COLLATE "ru-x-icu" NOT NULL,
    photo_url text,
    headline text NOT NULL,
    about text NOT NULL,
    offers jsonb NOT NULL,
    languages text[] NOT NULL,
    education text NOT NULL,
    experience_years bigint NOT NULL,
    cancellation_preset text NOT NULL,
    instant_booking boolean NOT NULL,
    lesson_minutes bigint[] NOT NULL,
    timezone text NOT NULL,
    badges text[] NOT NULL DEFAULT '{}',
    version bigint NOT NULL,
    search tsvector NOT NULL,
    spelling text NOT NULL,
    rating_sum bigint NOT NULL DEFAULT 0,
    reviews_count bigint NOT NULL DEFAULT 0,
    -- Bayesian mean: five votes of 4.5 stand before the first real one (domain.md D8).
    score double precision NOT NULL GENERATED ALWAYS AS ((22.5 + rating_sum) / (5 + reviews_count)) STORED,
    lessons_count bigint NOT NULL DEFAULT 0,
    next_slot_at timestamptz,
    free tstzmultirange NOT NULL DEFAULT '{}',
    free_as_of timestamptz NOT NULL DEFAULT '-infinity',
    free_stale_at timestamptz NOT NULL DEFAULT '-infinity'
);
-- Read in every row by a search for a free time: the long texts are moved out of the row before it is.
ALTER TABLE catalog.card ALTER COLUMN free SET STORAGE MAIN;
CREATE INDEX card_search ON catalog.card USING gin (search) WHERE listed;
CREATE INDEX card_spelling ON catalog.card USING gin (spelling gin_trgm_ops) WHERE listed;
CREATE INDEX card_by_score ON catalog.card (score DESC, tutor_id DESC) WHERE listed;
CREATE INDEX card_by_slot
    ON catalog.card ((coalesce(next_slot_at, '9999-12-31T00:00:00Z'::timestamptz)), tutor_id) WHERE listed;
CREATE INDEX card_stale ON catalog.card (free_stale_at) WHERE listed;

-- The lowest price of a tutor for a topic: '' is anything at all, 'math' a subject, 'math:ege' a level of it.
CREATE TABLE catalog.card_offer (
    tutor_id uuid NOT NULL REFERENCES catalog.card,
    topic text NOT NULL,
    price bigint NOT NULL,
    PRIMARY KEY (tutor_id, topic)
);
CREATE INDEX card_offer_price ON catalog.card_offer (topic, price, tutor_id);

CREATE TABLE catalog.review (
    id uuid PRIMARY KEY,
    tutor_id uuid NOT NULL REFERENCES catalog.card,
    author_id uuid NOT NULL,
    rating bigint NOT NULL CHECK (rating BETWEEN 1 AND 5),
    text text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (tutor_id, author_id)
);
CREATE INDEX review_of_tutor ON catalog.review (tutor_id, created_at DESC, id DESC);

-- The filters of a search, once for every sort order: the planner opens the function up (one SELECT, STABLE),
-- drops what is NULL and chooses the indexes.
CREATE FUNCTION catalog.matching(
    words text, spelling text, topic text, price_min bigint, price_max bigint, language text,
    rating_min double precision, free_from timestamptz, free_to timestamptz, verified boolean
) RETURNS TABLE (
    tutor_id uuid, slug text, full_name text, photo_url text, headline text, offers jsonb, price bigint,
    score double precision, reviews_count bigint, lessons_count bigint, next_slot_at timestamptz,
    badges text[], rank double precision
) LANGUAGE sql STABLE AS $$
SELECT c.tutor_id, c.slug, c.full_name, c.photo_url, c.headline, c.offers, o.price, c.score, c.reviews_count,
    c.lessons_count, c.next_slot_at, c.badges,
    CASE WHEN matching.words IS NOT NULL
            THEN ts_rank(c.search, websearch_to_tsquery('russian', matching.words)) * c.score
        WHEN matching.spelling IS NOT NULL
            THEN word_similarity(matching.spelling, c.spelling) * c.score
        ELSE c.score END
FROM catalog.card c
JOIN catalog.card_offer o ON o.tutor_id = c.tutor_id
WHERE c.listed AND o.topic = matching.topic
    AND (matching.words IS NULL OR c.search @@ websearch_to_tsquery('russian', matching.words))
    AND (matching.spelling IS NULL OR matching.spelling <% c.spelling)
    AND (matching.price_min IS NULL OR o.price >= matching.price_min)
    AND (matching.price_max IS NULL OR o.price <= matching.price_max)
    AND (matching.language IS NULL OR matching.language = ANY (c.languages))
    AND (matching.rating_min IS NULL OR c.reviews_count >= 3 AND c.score >= matching.rating_min)
    AND (NOT matching.verified OR 'verified' = ANY (c.badges))
    AND (matching.free_from IS NULL AND matching.free_to IS NULL OR c.free && CASE
        WHEN coalesce(matching.free_from, '-infinity')
            <= coalesce(matching.free_to, 'infinity') - c.lesson_minutes[1] * interval '1 minute'
        THEN tstzrange(matching.free_from,
            matching.free_to - c.lesson_minutes[1] * interval '1 minute', '[]')
        ELSE 'empty' END)
$$;
""")
