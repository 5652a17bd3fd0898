using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Tests.Support.Secrets;

/// <summary>Shows every line of every level to <see cref="SecretWatch"/>, and keeps nothing.</summary>
internal sealed class WatchedLogs : ILoggerFactory, ILogger
{
    public static WatchedLogs Instance { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        SecretWatch.Look("a log scope", state.ToString());
        return null;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Look(eventId, state, exception, formatter(state, exception));

    public void Dispose()
    {
    }

    /// <summary>The line, its exception, and the values behind its placeholders, which structured logs keep apart.</summary>
    public static void Look<TState>(EventId eventId, TState state, Exception? exception, string line)
    {
        SecretWatch.Look($"the log line {eventId.Id}", line);
        if (exception is not null)
            SecretWatch.Look($"the exception of the log line {eventId.Id}", exception.ToString());
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
            return;
        foreach (var (name, value) in values)
            SecretWatch.Look($"{name} of the log line {eventId.Id}", value?.ToString());
    }
}
