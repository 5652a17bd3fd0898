using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Tests.Support.Secrets;

/// <summary>Shows every line of every level to a <see cref="SecretWatch"/>, and keeps nothing.</summary>
internal sealed class WatchedLogs(SecretWatch watch) : ILoggerFactory, ILogger
{
    /// <summary>What all tests log to that do not look at log lines themselves.</summary>
    public static WatchedLogs OfSuite { get; } = new(SecretWatch.OfSuite);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        watch.Look(Sighting.LogLine, "a log scope", state.ToString());
        return null;
    }

    /// <summary>Looks at the line, its exception, and the values behind its placeholders, which structured logs keep apart.</summary>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        watch.Look(Sighting.LogLine, $"the log line {eventId.Id}", formatter(state, exception));
        if (exception is not null)
            watch.Look(Sighting.Exception, $"the exception of the log line {eventId.Id}", exception.ToString());
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
            return;
        foreach (var (name, value) in values)
            watch.Look(Sighting.LogLine, $"{name} of the log line {eventId.Id}", value?.ToString());
    }

    public void Dispose()
    {
    }
}
