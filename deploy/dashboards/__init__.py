"""The dashboards: what is promised, then each part of the product with its rate, errors and duration."""

from deploy.dashboards.domain import DOCUMENTS, MONEY, SUPPORT
from deploy.dashboards.machinery import INTEGRATIONS, JOBS, STORES
from deploy.dashboards.promises import HTTP, OVERVIEW

DASHBOARDS = (OVERVIEW, HTTP, JOBS, INTEGRATIONS, MONEY, SUPPORT, DOCUMENTS, STORES)
