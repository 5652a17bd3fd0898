using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Support;

/// <summary>Keeps what is logged, and lets a test wait for an entry.</summary>
internal sealed class LogRecorder : ILogger, ILoggerFactory
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<LogEntry>> _awaited = new();

    public IReadOnlyList<LogEntry> Entries => [.. _entries];

    public IReadOnlyList<int> Ids => [.. _entries.Select(entry => entry.Id)];

    /// <summary>The first entry with that id, when it has been written.</summary>
    public Task<LogEntry> WhenLoggedAsync(int id) => Awaited(id).Task.Soon();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var entry = new LogEntry(eventId.Id, logLevel, formatter(state, exception), exception);
        WatchedLogs.OfSuite.Log(logLevel, eventId, state, exception, formatter);
        _entries.Enqueue(entry);
        Awaited(eventId.Id).TrySetResult(entry);
    }

    public void Dispose()
    {
    }

    private TaskCompletionSource<LogEntry> Awaited(int id) =>
        _awaited.GetOrAdd(id, static _ => new TaskCompletionSource<LogEntry>(TaskCreationOptions.RunContinuationsAsynchronously));
}
