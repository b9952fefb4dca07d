# The API and the worker: one image, two commands.
FROM python:3.11-slim-bookworm AS packages
WORKDIR /srv/papi
RUN python -m venv /opt/papi
COPY requirements/runtime.lock requirements/
RUN /opt/papi/bin/pip install --no-cache-dir --require-hashes -r requirements/runtime.lock
COPY pyproject.toml ./
COPY backend backend
# The code stays where it is in the repository, with the migrations beside it; the package points there.
RUN /opt/papi/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    # pip has compiled the libraries; what runs may write nothing, so our own code would be compiled anew at every start
    && /opt/papi/bin/python -m compileall -q --invalidation-mode unchecked-hash backend

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/papi --create-home papi \
    && install -d -o papi -g papi -m 0700 /var/lib/papi/secrets /var/lib/papi/data
WORKDIR /srv/papi
COPY --from=packages /opt/papi /opt/papi
COPY --from=packages /srv/papi /srv/papi
COPY migrations migrations
ENV PATH=/opt/papi/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PAPI_HOST=0.0.0.0 \
    PAPI_PORT=8000 \
    PAPI_DATA_DIR=/var/lib/papi/data \
    PAPI_SECRET_DIR=/var/lib/papi/secrets
USER papi
EXPOSE 8000
CMD ["papi", "serve"]
