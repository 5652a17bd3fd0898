using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.RocketRide.Framing;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>Remembers the newest requests, and tells who waits for one.</summary>
internal sealed class RequestLedger
{
    public const int Capacity = 10_000;

    private const long TextCapacity = 32L * 1024 * 1024;

    private readonly object _gate = new();
    private readonly Queue<ReceivedRequest> _requests = new();
    private readonly List<Wait> _waits = [];
    private long _last;
    private long _text;

    /// <summary>The newest requests in the order of arrival, no more than <see cref="Capacity"/>, and fewer when their arguments are very long.</summary>
    public IReadOnlyList<ReceivedRequest> Snapshot()
    {
        lock (_gate)
            return [.. _requests];
    }

    public void Record(ClientConnection connection, InboundMessage message)
    {
        string? arguments = message.HasArguments ? PythonJsonWriter.Compact(message.Arguments) : null;
        Record(new ReceivedRequest(0, connection.Id, message.CommandName ?? "", message.Subcommand, arguments, message.Data?.Length));
    }

    public void Record(HttpRequest request)
    {
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Record(new ReceivedRequest(0, 0, "", null, null, request.ContentLength)
        {
            Http = new ReceivedHttpRequest(request.Method, request.Path.Value ?? "/", request.QueryString.Value ?? "", headers),
        });
    }

    /// <summary>The oldest remembered request that matches, or else the next one.</summary>
    public async Task<ReceivedRequest> WaitAsync(Predicate<ReceivedRequest> matches, CancellationToken cancellationToken)
    {
        Wait wait;
        lock (_gate)
        {
            if (_requests.FirstOrDefault(request => matches(request)) is { } found)
                return found;
            wait = new Wait(matches, new TaskCompletionSource<ReceivedRequest>(TaskCreationOptions.RunContinuationsAsynchronously));
            _waits.Add(wait);
        }
        try
        {
            return await wait.Found.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
                _waits.Remove(wait);
        }
    }

    private void Record(ReceivedRequest unnumbered)
    {
        lock (_gate)
        {
            ReceivedRequest request = unnumbered with { Number = ++_last };
            _requests.Enqueue(request);
            _text += TextOf(request);
            while (_requests.Count > Capacity || (_text > TextCapacity && _requests.Count > 1))
                _text -= TextOf(_requests.Dequeue());
            foreach (Wait wait in _waits.FindAll(wait => wait.Matches(request)))
            {
                _waits.Remove(wait);
                wait.Found.TrySetResult(request);
            }
        }
    }

    private static int TextOf(ReceivedRequest request) => request.ArgumentsJson?.Length ?? 0;

    private sealed record Wait(Predicate<ReceivedRequest> Matches, TaskCompletionSource<ReceivedRequest> Found);
}
