# Musubi on Node: one process with its embedded database under /data. See "Docker" in the README.
FROM node:24-slim AS build
WORKDIR /app
# Packages first: this layer stays as long as the lock file does.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --include=optional --no-audit --no-fund
COPY . .
RUN npm run build
# What the bundles leave out is the database driver; the tools, and the Node for machines with an old one, stay behind.
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/node-linux-* node_modules/node-win-*

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=file:/data/musubi.db
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/db/migrations ./db/migrations
COPY --from=build /app/bot/demo/pictures ./bot/demo/pictures
COPY --from=build /app/dashboard/dist ./dashboard/dist
COPY --from=build /app/liff/dist ./liff/dist
COPY --from=build /app/simulator/dist ./simulator/dist
COPY --from=build /app/dist/server ./dist/server
# The user of the image is not root; only /data is theirs to write.
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# SIGTERM drains: give it 15 seconds (`docker stop --time 15`).
CMD ["node", "--enable-source-maps", "dist/server/node.js"]
