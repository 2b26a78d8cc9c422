# syntax=docker/dockerfile:1
# SupportBot as an image: docker build -t supportbot .
# Base images; a release gives them by digest: release/build-image.sh.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG NODE_IMAGE=node:22-bookworm-slim
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${NODE_IMAGE} AS node

FROM ${SDK_IMAGE} AS build
ARG IS_RELEASE=false
# The build takes Web Chat's bundle from npm, and the sentence embedding from NuGet.
COPY --from=node /usr/local/bin /usr/local/bin
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
WORKDIR /source
COPY . .
RUN if [ "$IS_RELEASE" = true ]; then dotnet restore src/SupportBot --configfile release/nuget.config --locked-mode -p:IsRelease=true; fi
# For this platform alone, and compiled before it runs: two fifths smaller, and it starts in two thirds of the time.
RUN if [ "$IS_RELEASE" = true ]; then export RestoreConfigFile=$PWD/release/nuget.config; fi; \
    dotnet publish src/SupportBot -c Release --use-current-runtime -p:PublishReadyToRun=true \
    -p:IsRelease=$IS_RELEASE -o /app

FROM ${RUNTIME_IMAGE}
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown "$APP_UID" /data
USER $APP_UID
ENV SUPPORTBOT_Data__Path=/data SUPPORTBOT_Server__Url=http://0.0.0.0:8080
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["dotnet", "supportbot.dll"]
