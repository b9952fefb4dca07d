# nginx with the built single-page application; everything else goes to the API.
FROM node:22-bookworm-slim AS spa
WORKDIR /srv/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend ./
RUN npm run build

FROM nginxinc/nginx-unprivileged:1.28-bookworm
COPY docker/nginx.conf /etc/nginx/conf.d/default.conf
COPY docker/headers.conf /etc/nginx/papi-headers.conf
COPY --from=spa /srv/frontend/dist /srv/papi
EXPOSE 8080
