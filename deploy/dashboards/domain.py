"""Money, lessons, support and documents."""

from deploy.panels import Dashboard, Panel, Query, grew, quantile

MONEY = Dashboard(
    "tutorium-money",
    "Tutorium: money and lessons",
    (
        Panel(
            "Unexplained",
            "Kopecks by which the ledger and the Payment System differ.",
            (Query("max(abs(tutorium_payments_unexplained_kopecks))", "kopecks"),),
            kind="stat",
            width=6,
            bounds=(1,),
        ),
        Panel(
            "Paid, a day",
            "Payments that succeeded.",
            (
                Query(
                    grew("", 'tutorium_domain_events_total{event="payments.PaymentSucceeded"}', "1d"), "paid"
                ),
            ),
            kind="stat",
            width=6,
        ),
        Panel(
            "Share of payments canceled",
            "Of the payments of a day.",
            (
                Query(
                    'sum(increase(tutorium_domain_events_total{event="payments.PaymentCanceled"}[1d])) / '
                    'sum(increase(tutorium_domain_events_total{event=~"payments.Payment(Canceled|Succeeded)"}[1d]))',
                    "canceled",
                ),
            ),
            "percentunit",
            "stat",
            6,
            (0.2, 0.5),
        ),
        Panel(
            "Refunds, a day",
            "Refunds that succeeded.",
            (
                Query(
                    grew("", 'tutorium_domain_events_total{event="payments.RefundSucceeded"}', "1d"),
                    "refunds",
                ),
            ),
            kind="stat",
            width=6,
        ),
        Panel(
            "Facts",
            "Of the domain, in an hour.",
            (Query(grew("event", "tutorium_domain_events_total"), "{{event}}"),),
            width=12,
        ),
        Panel(
            "Money routes",
            "p95 of booking and paying.",
            (
                Query(
                    "histogram_quantile(0.95, sum by (le, route) "
                    '(rate(tutorium_http_request_seconds_bucket{route=~"/api/v1/(lessons|payments.*|subscriptions.*)"}[5m])))',
                    "{{route}}",
                ),
            ),
            "s",
            width=12,
        ),
        Panel("Subscriptions", "By state.", (Query("max by (state) (tutorium_subscriptions)", "{{state}}"),)),
        Panel(
            "Moves of subscriptions",
            "In a day, by what brought them on.",
            (Query(grew("trigger", "tutorium_subscription_moves_total", "1d"), "{{trigger}}"),),
        ),
        Panel(
            "Renewals without a charge",
            "In a day, by the class of the decline.",
            (Query(grew("outcome", "tutorium_renewals_total", "1d"), "{{outcome}}"),),
        ),
    ),
)

SUPPORT = Dashboard(
    "tutorium-support",
    "Tutorium: support",
    (
        Panel(
            "Open tickets",
            "By priority.",
            (
                Query(
                    "sum by (priority) (max by (state, priority) (tutorium_support_tickets))", "{{priority}}"
                ),
            ),
            kind="stat",
            width=12,
        ),
        Panel(
            "Promises broken, a day",
            "Times that ran out, by clock.",
            (Query(grew("clock", "tutorium_support_breaches_total", "1d"), "{{clock}}"),),
            kind="stat",
            width=12,
            bounds=(1, 5),
        ),
        Panel(
            "Tickets",
            "By state.",
            (Query("sum by (state) (max by (state, priority) (tutorium_support_tickets))", "{{state}}"),),
            width=12,
        ),
        Panel(
            "First answer, p90",
            "From the ticket to the first answer by a person, around the clock; over a day.",
            (
                Query(
                    quantile(0.9, "priority", "tutorium_support_first_answer_seconds_bucket", "1d"),
                    "{{priority}}",
                ),
            ),
            "s",
            width=12,
        ),
        Panel(
            "Broken by priority",
            "In a day.",
            (Query(grew("clock, priority", "tutorium_support_breaches_total", "1d")),),
            kind="table",
            width=12,
        ),
    ),
)

DOCUMENTS = Dashboard(
    "tutorium-documents",
    "Tutorium: documents of tutors",
    (
        Panel(
            "By state",
            "Documents in each state.",
            (Query("max by (state) (tutorium_documents)", "{{state}}"),),
            width=12,
        ),
        Panel(
            "Oldest",
            "Of each state; what is uploaded, scanned or queued for ten minutes is stuck.",
            (Query("max by (state) (tutorium_documents_oldest_seconds)", "{{state}}"),),
            "s",
            width=12,
        ),
        Panel(
            "Verdicts",
            "In a day, and who gave them.",
            (Query(grew("verdict, by", "tutorium_documents_decided_total", "1d"), "{{verdict}}, {{by}}"),),
            width=12,
        ),
    ),
)
