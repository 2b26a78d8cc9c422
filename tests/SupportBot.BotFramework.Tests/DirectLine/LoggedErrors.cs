using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SupportBot.BotFramework.Tests.DirectLine;

/// <summary>What a server logged as an error: an exception that nobody expected ends up here.</summary>
internal sealed class LoggedErrors : ILoggerProvider
{
    public ConcurrentQueue<string> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, All);

    public void Dispose()
    {
    }

    private sealed class Category(string category, ConcurrentQueue<string> all) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) all.Enqueue($"{category}: {formatter(state, exception)} {exception}");
        }
    }
}
