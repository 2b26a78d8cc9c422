# syntax=docker/dockerfile:1
# SupportBot as an image: docker build -t supportbot .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# The build takes Web Chat's bundle from npm.
COPY --from=node:22-bookworm-slim /usr/local/bin /usr/local/bin
COPY --from=node:22-bookworm-slim /usr/local/lib/node_modules /usr/local/lib/node_modules
WORKDIR /source
COPY . .
RUN dotnet publish src/SupportBot -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown "$APP_UID" /data
USER $APP_UID
ENV SUPPORTBOT_Data__Path=/data SUPPORTBOT_Server__Url=http://0.0.0.0:8080
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["dotnet", "supportbot.dll"]
