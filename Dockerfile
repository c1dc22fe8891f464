FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY api/package.json api/
COPY api/bin api/bin
COPY web/package.json web/
RUN npm ci --no-audit --no-fund
COPY . .
RUN node api/bin/task.mjs build && npm prune --omit=dev

FROM node:26-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production LOG_DIR=/tmp/logs DATA_DIR=/tmp/data
COPY --from=build /app /app
USER node
ENTRYPOINT ["node", "api/bin/postline.mjs"]
CMD ["runserver", "0.0.0.0:5000"]
