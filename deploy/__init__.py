"""What others have to know of us: Prometheus' rules, Grafana's dashboards, Elasticsearch's templates."""
