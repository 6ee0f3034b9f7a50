"""A small builder of Grafana's classic dashboards: panels are set one after another, left to right."""

from typing import Any, Literal, NamedTuple

SCHEMA = 39
"""The classic model of Grafana 11; 12 and 13 read it, too."""
DATASOURCE = {"type": "prometheus", "uid": "tutorium-prometheus"}
WIDTH = 24
HEIGHT = 8

Unit = Literal["s", "short", "percentunit", "reqps", "bytes", "none", "dtdurations", "ops"]


class Query(NamedTuple):
    """An expression and how its series are called."""

    expr: str
    legend: str = ""


class Panel(NamedTuple):
    """A panel; `bounds`: from the first on it is orange, from the second on red."""

    title: str
    says: str
    queries: tuple[Query, ...]
    unit: Unit = "short"
    kind: Literal["timeseries", "stat", "table", "bargauge"] = "timeseries"
    width: int = 8
    bounds: tuple[float, ...] = ()

    def json(self, number: int, x: int, y: int) -> dict[str, Any]:
        """As Grafana reads it."""
        instant = self.kind in ("stat", "table", "bargauge")
        return {
            "id": number,
            "type": self.kind,
            "title": self.title,
            "description": self.says,
            "datasource": DATASOURCE,
            "gridPos": {"x": x, "y": y, "w": self.width, "h": HEIGHT},
            "targets": [
                {
                    "refId": chr(ord("A") + place),
                    "datasource": DATASOURCE,
                    "expr": query.expr,
                    "legendFormat": query.legend or "__auto",
                    "instant": instant,
                    "range": not instant,
                    **({"format": "table"} if self.kind == "table" else {}),
                }
                for place, query in enumerate(self.queries)
            ],
            "fieldConfig": {"defaults": self._defaults(), "overrides": []},
            "options": self._options(),
        }

    def _defaults(self) -> dict[str, Any]:
        colours = ("green", "orange", "red")
        steps: list[dict[str, Any]] = [{"color": "green", "value": None}]
        steps += [{"color": colours[place + 1], "value": bound} for place, bound in enumerate(self.bounds)]
        custom = {"lineWidth": 1, "fillOpacity": 8, "showPoints": "never"}
        return {
            "unit": self.unit,
            "thresholds": {"mode": "absolute", "steps": steps},
            **({"custom": custom, "min": 0} if self.kind == "timeseries" else {}),
        }

    def _options(self) -> dict[str, Any]:
        if self.kind == "timeseries":
            legend = {"displayMode": "list", "placement": "bottom", "showLegend": True}
            return {"legend": legend, "tooltip": {"mode": "multi", "sort": "desc"}}
        if self.kind == "table":
            return {"showHeader": True}
        reduced = {"calcs": ["lastNotNull"], "fields": "", "values": False}
        return {"reduceOptions": reduced, "orientation": "auto"}


COUNT = "tutorium_http_request_seconds_count"
BUCKET = "tutorium_http_request_seconds_bucket"


def quantile(share: float, by: str, bucket: str, window: str = "5m") -> str:
    """The quantile of a histogram, for each value of the labels named, or over all."""
    names = f"le, {by}" if by else "le"
    return f"histogram_quantile({share}, sum by ({names}) (rate({bucket}[{window}])))"


def rate(by: str, metric: str, window: str = "5m") -> str:
    """How much a second, by these labels."""
    return f"sum by ({by}) (rate({metric}[{window}]))"


def grew(by: str, metric: str, window: str = "1h") -> str:
    """How much within the window, by these labels or altogether."""
    return f"sum by ({by}) (increase({metric}[{window}]))" if by else f"sum(increase({metric}[{window}]))"


class Dashboard(NamedTuple):
    """A page of panels."""

    uid: str
    title: str
    panels: tuple[Panel, ...]

    def json(self) -> dict[str, Any]:
        """The classic model, without what Grafana gives itself (id, version)."""
        placed: list[dict[str, Any]] = []
        x = y = 0
        for number, panel in enumerate(self.panels, 1):
            if x + panel.width > WIDTH:
                x, y = 0, y + HEIGHT
            placed.append(panel.json(number, x, y))
            x += panel.width
        return {
            "uid": self.uid,
            "title": self.title,
            "tags": ["tutorium"],
            "timezone": "utc",
            "schemaVersion": SCHEMA,
            "editable": False,
            "refresh": "1m",
            "time": {"from": "now-6h", "to": "now"},
            "templating": {"list": []},
            "annotations": {"list": []},
            "links": [{"type": "dashboards", "tags": ["tutorium"], "title": "Tutorium", "asDropdown": True}],
            "panels": placed,
        }
