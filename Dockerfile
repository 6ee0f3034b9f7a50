# One image for `serve`, `worker` and every command. Built from the lock files, run by a user without rights,
# with neither a compiler nor what only tests need.

FROM node:24-slim AS web
WORKDIR /srv/tutorium/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --loglevel=error
COPY web ./
RUN npm run --silent build

FROM python:3.13-slim AS packages
WORKDIR /srv/tutorium
COPY server/locks/uv.txt server/locks/app.txt server/pyproject.toml deploy/superfluous.py ./
RUN python -m venv /opt/uv \
 && /opt/uv/bin/pip install -q --disable-pip-version-check --require-hashes -r uv.txt \
 && python -m venv --without-pip .venv \
 && UV_NO_CONFIG=1 /opt/uv/bin/uv pip sync -q --no-cache --require-hashes --python .venv app.txt \
 && .venv/bin/python superfluous.py pyproject.toml > superfluous.txt \
 && /opt/uv/bin/uv pip uninstall -q --python .venv -r superfluous.txt \
 && printf '/srv/tutorium/server/src\n' > "$(echo .venv/lib/python3*/site-packages)/tutorium.pth" \
 && printf '#!/srv/tutorium/.venv/bin/python\nfrom tutorium.cli import main\n\nmain()\n' > .venv/bin/tutorium \
 && chmod 755 .venv/bin/tutorium

FROM python:3.13-slim
RUN groupadd --gid 10001 tutorium \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin tutorium \
 && install -d -o 10001 -g 10001 -m 700 /var/lib/tutorium /var/lib/tutorium/files /var/lib/tutorium/backups
WORKDIR /srv/tutorium
COPY --from=packages /srv/tutorium/.venv .venv
COPY --from=web /srv/tutorium/web/dist web/dist
COPY --from=web /srv/tutorium/web/dist-server web/dist-server
COPY server/src server/src
COPY deploy deploy
ENV PATH=/srv/tutorium/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONTZPATH= \
    FILES_DIR=/var/lib/tutorium/files \
    WEB_DIST=/srv/tutorium/web/dist
USER 10001:10001
ENTRYPOINT ["tutorium"]
CMD ["serve"]
